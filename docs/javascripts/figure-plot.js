/**
 * Draws the figures of a page. One custom element a figure, so that instant navigation and `back` need no wiring;
 * plotly.js is fetched when the first figure comes near the view, and never twice.
 */
const PLOTLY = new URL("plotly.min.js", import.meta.url).href;
const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false }; // our own bar does not cover the figure, and the keyboard reaches it
const ROLES = { data: "--plot-data", fit: "--plot-fit", path: "--plot-path", bound: "--plot-bound" };
let loading;

/** Load plotly.js once; resolves with the library. */
export const plotly = () =>
  (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = PLOTLY;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly.js did not load"));
    document.head.append(script);
  }));

/** Load plotly.js at once, for printing: the browser waits for no promise there. */
function plotlyNow() {
  if (!window.Plotly) (0, eval)(textNow(PLOTLY));
  return window.Plotly;
}

function textNow(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  request.send();
  return request.responseText;
}

/** The one template of the site, in the colours of the page as it is now. */
export function template(place = document.querySelector("figure-plot")) {
  const style = getComputedStyle(place);
  const css = (name) => style.getPropertyValue(name).trim();
  const line = css("--plot-grid");
  const axis = { gridcolor: line, zerolinecolor: line, linecolor: line, automargin: true, exponentformat: "power", nticks: 8 };
  const landscape = { colorscale: [[0, css("--plot-low")], [1, css("--plot-high")]], colorbar: { thickness: 10, outlinewidth: 0 } };
  const far = innerWidth < 600 ? 2.1 : 1.4;
  const scene = { ...axis, backgroundcolor: "rgba(0,0,0,0)" };
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
      scene: { xaxis: scene, yaxis: scene, zaxis: scene, camera: { eye: { x: -far, y: -far, z: far }, center: { x: 0, y: 0, z: -0.2 } } },
    },
    data: {
      scatter: [{ cliponaxis: false }], // a label at a line's end stands beside the plot
      contour: [landscape],
      surface: [landscape],
    },
  };
}

/** Give a trace that plays a known role in the book its colour, unless the program chose one. */
function coloured(trace) {
  const role = ROLES[trace.name?.split(/[ ,:]/)[0]];
  if (!role) return trace;
  const color = getComputedStyle(document.querySelector("figure-plot")).getPropertyValue(role).trim();
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
      const { z } = trace;
      return [{ type: "surface", z, x: steps(trace, "x", z[0].length), y: steps(trace, "y", z.length), showscale: false, opacity: 0.9 }];
    }
    const length = trace.customdata?.length; // a path whose x or y is even has x0 and dx in its place
    return length ? [{ ...trace, type: "scatter3d", x: steps(trace, "x", length), y: steps(trace, "y", length), z: trace.customdata.map((height) => height + lift),
      text: undefined, mode: "lines+markers", marker: { size: 3, ...trace.marker }, line: { width: 5, ...trace.line } }] : [];
  });
  const scene = { xaxis: { title: layout.xaxis?.title }, yaxis: { title: layout.yaxis?.title }, zaxis: { title: map.colorbar?.title } };
  return { data: traces, layout: { height: layout.height, scene, showlegend: false, margin: { l: 0, r: 0, t: 0, b: 0 } } };
}

class FigurePlot extends HTMLElement {
  connectedCallback() {
    this.replaceChildren();
    this.link = this.closest("figure").querySelector("a.figure-data");
    this.near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.open(), { rootMargin: "300px" });
    this.near.observe(this);
    this.scheme = new MutationObserver(() => this.draw());
    this.scheme.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    this.print = (event) => this.paper(event.type === "beforeprint");
    for (const type of ["beforeprint", "afterprint"]) addEventListener(type, this.print);
  }

  disconnectedCallback() {
    this.near.disconnect();
    this.scheme.disconnect();
    for (const type of ["beforeprint", "afterprint"]) removeEventListener(type, this.print);
    if (this.plot) window.Plotly.purge(this.plot);
    this.plot = this.figure = undefined;
  }

  /** Fetch library and data side by side, then draw. */
  async open() {
    this.near.disconnect();
    try {
      const [, answer] = await Promise.all([plotly(), fetch(this.link.href)]);
      if (!answer.ok) throw new Error(`${answer.status}`);
      this.begin(await answer.json());
    } catch (error) {
      if (this.isConnected) this.textContent = `This figure could not be loaded (${error.message}). Its data and caption are below.`;
    }
  }

  /** Get ready for print, at once and as wide as paper; or go back to the screen. */
  paper(printing) {
    this.near.disconnect();
    this.width = printing ? 600 : undefined;
    plotlyNow();
    if (this.figure) this.draw();
    else this.begin(JSON.parse(textNow(this.link.href)));
  }

  /** Put plot and bar in place; draws once, however often it is called. */
  begin(figure) {
    if (this.figure || !this.isConnected) return;
    this.figure = figure;
    this.plot = document.createElement("div");
    this.plot.className = "plot-area";
    this.plot.tabIndex = 0;
    this.plot.setAttribute("role", "group");
    this.plot.setAttribute("aria-label", "Figure. Arrow keys read its points or turn its surface, shift and arrows move it, plus and minus zoom, 0 shows all.");
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.said = document.createElement("output");
    const bar = document.createElement("div");
    bar.className = "plot-bar";
    bar.append(
      this.button("+", "Zoom in", () => this.move(0.5)),
      this.button("−", "Zoom out", () => this.move(2)),
      this.button("Show all", "Show all of the figure", () => this.showAll()),
      this.said,
    );
    if (figure.data.some((trace) => trace.type === "contour")) bar.prepend(this.surfaceButton());
    this.replaceChildren(this.plot, bar);
    this.draw();
  }

  button(text, title, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
    button.addEventListener("click", act);
    return button;
  }

  surfaceButton() {
    const button = this.button("Show as surface", "", () => {
      if (!document.createElement("canvas").getContext("webgl")) {
        this.said.textContent = "This browser has no WebGL, so it cannot draw the surface.";
        return;
      }
      this.solid = !this.solid;
      button.textContent = this.solid ? "Show as contour" : "Show as surface";
      this.draw();
    });
    return button;
  }

  /** Draw, or redraw in the colours of the page as it is now; keeps zoom and rotation. */
  draw() {
    if (!this.figure) return;
    const { data, layout } = this.solid ? surface(this.figure) : this.figure;
    const copy = structuredClone({ data: data.map(coloured), layout });
    window.Plotly.react(this.plot, copy.data, { ...copy.layout, width: this.width, template: template(), uirevision: `${this.solid} ${this.views}` }, CONFIG);
  }

  /** Draw again with the first view. */
  showAll() {
    this.views = (this.views ?? 0) + 1;
    this.draw();
  }

  key(event) {
    const [right, up] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key] ?? [0, 0];
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
    const curves = this.plot.calcdata.map((_, curve) => curve).filter((curve) => {
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
    window.Plotly.Fx.hover(this.plot, [{ curveNumber: curve, pointNumber: this.point }]);
    const short = (value) => (typeof value === "number" ? `${Number(value.toPrecision(4))}` : value);
    this.said.textContent = `${trace.name ?? "Point"}, ${this.point + 1} of ${calculated.length}: x ${short(x)}, y ${short(y)}`;
  }

  /** Zoom by a factor and move by parts of what is seen; a surface comes nearer and turns. */
  move(factor, right = 0, up = 0) {
    const changes = {};
    if (this.solid) {
      const { x, y, z } = this.plot._fullLayout.scene.camera.eye;
      const [angle, distance] = [Math.atan2(y, x) + 2 * right, Math.hypot(x, y) * factor];
      changes["scene.camera.eye"] = { x: distance * Math.cos(angle), y: distance * Math.sin(angle), z: (z + 2 * up) * factor };
    }
    for (const name of this.solid ? [] : Object.keys(this.plot._fullLayout).filter((key) => /^[xy]axis\d*$/.test(key))) {
      const [low, high] = this.plot._fullLayout[name].range;
      const middle = (low + high) / 2 + (high - low) * (name[0] === "x" ? right : up);
      const half = ((high - low) / 2) * factor;
      changes[`${name}.range`] = [middle - half, middle + half];
    }
    window.Plotly.relayout(this.plot, changes);
  }
}

if (!customElements.get("figure-plot")) customElements.define("figure-plot", FigurePlot);
