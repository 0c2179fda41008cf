/**
 * Draws the figures of a page. One custom element a figure, so that instant navigation and `back` need no wiring;
 * plotly.js is fetched when the first figure comes near the view, and never twice.
 */
import { ARROWS, BookElement, button, define, lost, once, whenNear, whenSchemeChanges } from "./element.js";

const PLOTLY = new URL("plotly.min.js", import.meta.url).href;
const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false }; // our own bar has keys
const ROLES = { data: "--plot-data", fit: "--plot-fit", path: "--plot-path", bound: "--plot-bound" };
const KEYS =
  "Arrow keys read its points or turn its surface, shift and arrows move it, plus and minus zoom, 0 shows all.";

/** @returns {any} the library, where it is loaded */
const library = () => /** @type {any} */ (window).Plotly;

/** Load plotly.js once; resolves with the library. */
export const plotly = once(async () => {
  if (!library()) {
    await loaded(Object.assign(document.createElement("script"), { src: PLOTLY }));
    keepStyle();
  }
  return library();
});

/** Put a script into the page and wait for it; one that does not come leaves nothing behind. */
function loaded(script) {
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      reject(new Error("plotly.js did not load"));
    };
    document.head.append(script);
  });
}

/** Keep the library's own style, which lays a figure's layers on each other: instant navigation empties the head. */
function keepStyle() {
  const style = [...document.querySelectorAll("style")].find(({ id }) => id.startsWith("plotly.js-style"));
  const rules = style?.sheet?.cssRules ?? [];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([...rules].map(({ cssText }) => cssText).join("\n"));
  document.adoptedStyleSheets.push(sheet);
}

/** Load plotly.js at once, for printing: the browser waits for no promise there. */
function plotlyNow() {
  if (library()) return;
  document.head.append(Object.assign(document.createElement("script"), { textContent: textNow(PLOTLY) }));
  keepStyle();
}

function textNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.send();
  if (request.status >= 400) throw new Error(`${request.status}`);
  return request.responseText;
}

/** Where a camera stands after a turn to the right, a lift and a change of its distance. */
export function orbit({ x, y, z }, right, up, factor = 1) {
  const [angle, distance] = [Math.atan2(y, x) + right, Math.hypot(x, y) * factor];
  return { x: distance * Math.cos(angle), y: distance * Math.sin(angle), z: (z + up) * factor };
}

/** The one template of the site, in the colours of the page as it is now. */
export function template(place) {
  const style = getComputedStyle(place);
  const css = (name) => style.getPropertyValue(name).trim();
  const line = css("--plot-grid");
  const lines = { gridcolor: line, zerolinecolor: line, linecolor: line };
  const axis = { ...lines, automargin: true, exponentformat: "power", nticks: 8 };
  const colorscale = ["--plot-low", "--plot-high"].map((name, i) => [i, css(name)]);
  const landscape = { colorscale, colorbar: { thickness: 10, outlinewidth: 0 } };
  const far = innerWidth < 600 ? 2.1 : 1.4;
  const scene = { ...axis, backgroundcolor: "rgba(0,0,0,0)" };
  const camera = { eye: { x: -far, y: -far, z: far }, center: { x: 0, y: 0, z: -0.2 } };
  return {
    layout: {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: css("--plot-text"), family: style.fontFamily, size: 13 },
      colorway: [1, 2, 7, 4, 3, 5, 6].map((number) => css(`--plot-${number}`)),
      margin: { l: 56, r: 16, t: 16, b: 48 },
      legend: { orientation: "h", y: 1.02, yanchor: "bottom" },
      hoverlabel: { font: { family: style.fontFamily } },
      hovermode: "closest",
      shapedefaults: { line: { color: css("--plot-text") } },
      dragmode: matchMedia("(pointer: coarse)").matches ? false : "zoom",
      xaxis: axis,
      yaxis: axis,
      scene: { xaxis: scene, yaxis: scene, zaxis: scene, camera },
    },
    data: {
      scatter: [{ cliponaxis: false }], // a label at a line's end stands beside the plot
      contour: [landscape],
      surface: [landscape],
    },
  };
}

/** Give a map the page's colours, and a trace with a known role its own, unless the program chose one. */
function coloured(trace, place) {
  if (trace.type === "contour") return { ...trace, colorscale: undefined }; // the program's is for white paper
  const role = ROLES[trace.name?.split(/[ ,:]/)[0]];
  if (!role) return trace;
  const color = getComputedStyle(place).getPropertyValue(role).trim();
  return { ...trace, line: { color, ...trace.line }, marker: { color, ...trace.marker } };
}

/** A contour and the paths on it as a surface: height is z, and for a path its customdata. */
function surface({ data, layout }) {
  const steps = (trace, axis, count) =>
    trace[axis] ?? Array.from({ length: count }, (_, i) => trace[`${axis}0`] + i * trace[`d${axis}`]);
  const map = data.find((trace) => trace.type === "contour");
  const heights = map.z.flat();
  const lift = 0.01 * (Math.max(...heights) - Math.min(...heights)); // the flat facets between points would hide a path
  const traces = data.flatMap((trace) => {
    if (trace.type === "contour") {
      const [x, y] = [steps(trace, "x", trace.z[0].length), steps(trace, "y", trace.z.length)];
      return [{ type: "surface", z: trace.z, x, y, showscale: false, opacity: 0.9 }];
    }
    const length = trace.customdata?.length; // a path whose x or y is even has x0 and dx in its place
    if (!length) return [];
    const path = { x: steps(trace, "x", length), y: steps(trace, "y", length), text: undefined, mode: "lines+markers" };
    const z = trace.customdata.map((height) => height + lift);
    const [marker, line] = [
      { size: 3, ...trace.marker },
      { width: 5, ...trace.line },
    ];
    return [{ ...trace, type: "scatter3d", ...path, z, marker, line }];
  });
  const title = (part) => ({ title: part?.title });
  const scene = { xaxis: title(layout.xaxis), yaxis: title(layout.yaxis), zaxis: title(map.colorbar) };
  return {
    data: traces,
    layout: { height: layout.height, scene, showlegend: false, margin: { l: 0, r: 0, t: 0, b: 0 } },
  };
}

class FigurePlot extends BookElement {
  /** What Plotly draws: data and layout. */
  figure = undefined;
  /** @type {any} where it draws */
  plot = undefined;
  /** Reads a point aloud. */
  said = document.createElement("output");
  /** The life in which data are asked for now. */
  asking = undefined;
  solid = false;
  views = 0;
  /** @type {number | undefined} in pixels, on paper */
  width = undefined;
  /** @type {number | undefined} which line is read, and which point of it */
  line = undefined;
  /** @type {number | undefined} */
  point = undefined;

  connected(signal) {
    this.replaceChildren();
    whenNear(this, "300px", () => this.open(), signal);
    whenSchemeChanges(() => this.draw(), signal);
    addEventListener("online", () => this.again(), { signal });
    addEventListener("beforeprint", () => this.paper(true), { signal });
    addEventListener("afterprint", () => this.paper(false), { signal });
    signal.addEventListener("abort", () => this.leave());
  }

  leave() {
    if (this.plot) library()?.purge(this.plot);
    this.plot = this.figure = this.line = this.point = undefined;
    this.solid = false;
  }

  /** Where the data are. */
  get address() {
    /** @type {HTMLAnchorElement} */
    const link = this.closest("figure").querySelector("a.figure-data");
    return link.href;
  }

  /** Fetch library and data side by side, then draw; what did not come is asked for again the next time. */
  async open() {
    const { signal } = this.life;
    if (this.figure || this.asking === signal) return;
    this.asking = signal;
    const cache = this.querySelector(".lost") ? "reload" : "default"; // a browser may keep an answer that is an error
    try {
      const [, answer] = await Promise.all([plotly(), fetch(this.address, { cache })]);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const figure = await answer.json();
      if (!signal.aborted) this.begin(figure);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
    if (this.asking === signal) this.asking = undefined;
  }

  /** Say that there is nothing to see, unless there is. */
  fail(error) {
    if (this.querySelector(".main-svg")) return;
    this.leave();
    const sentence = `This figure could not be loaded (${error.message}). Its data and caption are below.`;
    this.replaceChildren(lost(sentence, askAgain));
  }

  /** Open what failed before. */
  again() {
    if (this.querySelector(".lost")) this.open();
  }

  /** Get ready for print, at once and as wide as paper; or go back to the screen. */
  paper(printing) {
    this.width = printing ? 600 : undefined;
    try {
      plotlyNow();
      if (this.figure) this.draw();
      else this.begin(JSON.parse(textNow(this.address)));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Put plot and bar in place; draws once, however often it is called. */
  begin(figure) {
    if (this.figure || !this.isConnected) return;
    this.figure = figure;
    this.plot = document.createElement("div");
    this.plot.className = "plot-area";
    this.plot.tabIndex = 0;
    this.plot.setAttribute("role", "group");
    this.plot.setAttribute("aria-label", `Figure. ${KEYS}`);
    this.plot.addEventListener("keydown", (event) => this.key(event));
    const bar = document.createElement("div");
    bar.className = "plot-bar";
    bar.append(
      button("+", () => this.move(0.5), "Zoom in"),
      button("−", () => this.move(2), "Zoom out"),
      button("Show all", () => this.showAll(), "Show all of the figure"),
      this.said,
    );
    if (figure.data.some((trace) => trace.type === "contour")) bar.prepend(this.surfaceButton());
    this.replaceChildren(this.plot, bar);
    this.draw();
  }

  surfaceButton() {
    const change = button("Show as surface", () => {
      if (!document.createElement("canvas").getContext("webgl")) {
        this.said.textContent = "This browser has no WebGL, so it cannot draw the surface.";
        return;
      }
      this.solid = !this.solid;
      change.textContent = this.solid ? "Show as contour" : "Show as surface";
      this.draw();
    });
    return change;
  }

  /** Draw, or redraw in the colours of the page as it is now; keeps zoom and rotation. */
  draw() {
    if (!this.figure) return;
    const { data, layout } = this.solid ? surface(this.figure) : this.figure;
    const copy = structuredClone({ data: data.map((trace) => coloured(trace, this)), layout });
    const ours = { width: this.width, template: template(this), uirevision: `${this.solid} ${this.views}` };
    library().react(this.plot, copy.data, { ...copy.layout, ...ours }, CONFIG);
  }

  /** Draw again with the first view. */
  showAll() {
    this.views += 1;
    this.draw();
  }

  key(event) {
    const [right, up] = ARROWS[event.key] ?? [0, 0];
    if (event.target !== this.plot || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((right || up) && (this.solid || event.shiftKey)) this.move(1, right / 10, up / 10);
    else if (right || up) this.read(-up, right);
    else if (event.key === "+" || event.key === "=") this.move(0.5);
    else if (event.key === "-") this.move(2);
    else if (event.key === "0") this.showAll();
    else return;
    event.preventDefault();
  }

  /** Go to the next point, or line, and say it as well as show it. */
  read(lines, points) {
    const curves = this.plot.calcdata
      .map((_, curve) => curve)
      .filter((curve) => {
        const { y, s } = this.plot.calcdata[curve][0]; // a point, or a bar
        return (y ?? s) !== undefined;
      });
    if (!curves.length) return;
    const wrap = (value, length) => (value + length) % length;
    this.line = this.line === undefined ? 0 : wrap(this.line + lines, curves.length);
    const curve = curves[this.line];
    const calculated = this.plot.calcdata[curve];
    this.point = this.point === undefined ? 0 : Math.min(Math.max(this.point + points, 0), calculated.length - 1);
    const [trace, at] = [this.figure.data[curve], calculated[this.point]];
    const [x, y] = [trace.x?.[this.point] ?? at.x ?? at.p, trace.y?.[this.point] ?? at.y ?? at.s];
    library().Fx.hover(this.plot, [{ curveNumber: curve, pointNumber: this.point }]);
    const short = (value) => (typeof value === "number" ? `${Number(value.toPrecision(4))}` : value);
    const place = `${this.point + 1} of ${calculated.length}`;
    this.said.textContent = `${trace.name ?? "Point"}, ${place}: x ${short(x)}, y ${short(y)}`;
  }

  /** Zoom by a factor and move by parts of what is seen; a surface comes nearer and turns. */
  move(factor, right = 0, up = 0) {
    const changes = {};
    const layout = this.plot._fullLayout;
    if (this.solid) changes["scene.camera.eye"] = orbit(layout.scene.camera.eye, 2 * right, 2 * up, factor);
    for (const name of this.solid ? [] : Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))) {
      const [low, high] = layout[name].range;
      const middle = (low + high) / 2 + (high - low) * (name[0] === "x" ? right : up);
      const half = ((high - low) / 2) * factor;
      changes[`${name}.range`] = [middle - half, middle + half];
    }
    library().relayout(this.plot, changes);
  }
}

/** One lost request can cost all figures their library, so all of them ask again. */
function askAgain() {
  for (const figure of document.querySelectorAll("figure-plot")) if (figure instanceof FigurePlot) figure.again();
}

define("figure-plot", FigurePlot);
