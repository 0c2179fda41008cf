/**
 * The figures of a page. One custom element a figure, so that instant navigation and `back` need no wiring. The build drew
 * a still; plotly.js is fetched when a reader wants more than look at it, and never twice. Where the build had no
 * browser there is no still, and a figure is drawn when it comes near the view.
 */
import { ARROWS, BookElement, button, define, lost, once, whenNear, whenSchemeChanges } from "./element.js";
import { axisTitle, COLOURS, curveName, look } from "./figure-look.js";

const PLOTLY = new URL("plotly.min.js", import.meta.url).href;
const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false }; // our own bar has keys
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

/** Where a camera stands after a turn to the right, a lift and a change of its distance. */
export function orbit({ x, y, z }, right, up, factor = 1) {
  const [angle, distance] = [Math.atan2(y, x) + right, Math.hypot(x, y) * factor];
  return { x: distance * Math.cos(angle), y: distance * Math.sin(angle), z: (z + up) * factor };
}

/** The colours that the page gives a figure now, by name. */
export function coloursOf(place) {
  const style = getComputedStyle(place);
  return Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--plot-${name}`).trim()]));
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
  /** @type {HTMLElement | undefined} the picture that the build drew, where it drew one */
  still = undefined;
  /** The buttons below, and what is said beside them. */
  bar = document.createElement("div");
  /** Reads a point aloud. */
  said = document.createElement("output");
  /** The life in which data are asked for now. */
  asking = undefined;
  /** Until the library has drawn. */
  drawing = Promise.resolve();
  solid = false;
  views = 0;
  /** @type {number | undefined} which line is read, and which point of it */
  line = undefined;
  /** @type {number | undefined} */
  point = undefined;

  connected(signal) {
    this.still = this.querySelector("picture") ?? undefined;
    this.replaceChildren(...(this.still ? [this.still] : []), this.bar, this.said);
    this.bar.className = "plot-bar";
    this.furnish();
    if (this.still) this.whenAsked(signal);
    else whenNear(this, "300px", () => this.open(), signal);
    whenSchemeChanges(() => this.draw(), signal);
    addEventListener("online", () => this.again(), { signal });
    signal.addEventListener("abort", () => this.leave());
  }

  /** Come to life when a hand or a mouse comes; a page that scrolls under a mouse at rest asks for nothing. */
  whenAsked(signal) {
    const moved = ({ pointerType, movementX, movementY }) => pointerType === "mouse" && (movementX || movementY);
    this.still.addEventListener("pointermove", (event) => moved(event) && this.open(), { signal });
    this.still.addEventListener("click", () => this.open(), { signal });
  }

  leave() {
    const plot = this.plot;
    this.drawing.finally(() => plot && library()?.purge(plot)); // Plotly stumbles if its plot goes while it draws
    plot?.remove();
    this.plot = this.figure = this.line = this.point = undefined;
    this.solid = false;
    this.still?.removeAttribute("hidden");
  }

  /** Put the buttons below the picture, or below the live figure. */
  furnish() {
    const live = [
      button("+", () => this.move(0.5), "Zoom in"),
      button("−", () => this.move(2), "Zoom out"),
      button("Show all", () => this.showAll(), "Show all of the figure"),
    ];
    const map = this.figure?.data.some((trace) => trace.type === "contour");
    const explore = button("Explore", () => this.explore());
    const first = this.figure ? [...(map ? [this.surfaceButton()] : []), ...live] : [explore];
    const done = button("Done", () => this.rest(), "Back to the picture");
    const large = button("Large", () => this.enlarge(), "Show it as large as the window");
    const png = button("PNG", () => this.save(), "Save it as a picture of dots");
    const link = button("Copy link", () => this.copyLink());
    const source = button("Cite", () => this.cite(), "Copy a line that names it as a source");
    const taken = [link, source, ...(this.still ? [png] : [])];
    for (const each of taken) each.className = "spare";
    const more = this.moreButton();
    for (const each of [large, more]) each.className = "at-rest";
    this.bar.classList.toggle("live", Boolean(this.figure));
    const ways = this.still ? [...(this.figure ? [done] : []), large] : [];
    this.bar.replaceChildren(...first, ...ways, more, ...taken);
  }

  /** What opens the ways to take the figure along: its link and source, and its files behind the caption. */
  moreButton() {
    const { classList } = this.closest("figure");
    const more = button(
      "More",
      () => more.setAttribute("aria-expanded", `${classList.toggle("more")}`),
      "Link, source, files",
    );
    more.setAttribute("aria-expanded", `${classList.contains("more")}`);
    return more;
  }

  /** Show the picture again, as before it was explored. */
  rest() {
    this.leave();
    this.furnish();
    this.said.textContent = "";
    this.bar.querySelector("button").focus();
  }

  /** Come to life and take the keyboard's focus. */
  async explore() {
    await this.open();
    this.plot?.focus();
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
    this.setAttribute("aria-busy", "true");
    try {
      const [, answer] = await Promise.all([plotly(), fetch(this.address, { cache })]);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const figure = await answer.json();
      if (!signal.aborted) await this.begin(figure);
    } catch (error) {
      if (!signal.aborted) this.fail(error);
    }
    this.removeAttribute("aria-busy");
    if (this.asking === signal) this.asking = undefined;
  }

  /** Say that the live figure did not come; the still stays. */
  fail(error) {
    this.leave();
    const sentence = `This figure could not be loaded (${error.message}). Its data and caption are below.`;
    this.bar.replaceChildren(lost(sentence, askAgain));
  }

  /** Open what failed before. */
  again() {
    if (this.querySelector(".lost")) this.open();
  }

  /** Put the plot in the still's place; draws once, however often it is called. */
  begin(figure) {
    if (this.figure || !this.isConnected) return;
    this.figure = figure;
    this.plot = document.createElement("div");
    this.plot.className = "plot-area";
    this.plot.tabIndex = 0;
    this.plot.setAttribute("role", "group");
    this.plot.setAttribute("aria-label", `Figure. ${KEYS}`);
    this.plot.addEventListener("keydown", (event) => this.key(event));
    const height = this.still?.getBoundingClientRect().height;
    if (height) this.plot.style.blockSize = `${height}px`;
    this.bar.before(this.plot);
    this.draw();
    this.still?.setAttribute("hidden", "");
    this.furnish();
    return this.drawing;
  }

  /** Show the still as large as the window. */
  enlarge() {
    const dialog = document.createElement("dialog");
    dialog.className = "large-figure";
    const image = /** @type {HTMLImageElement} */ (this.still.querySelector("img").cloneNode());
    image.removeAttribute("loading");
    dialog.append(
      button("Close", () => dialog.close()),
      image,
    );
    dialog.addEventListener("close", () => dialog.remove());
    this.append(dialog);
    dialog.showModal();
  }

  /** Save the still on white, twice as large as the page shows it; its file has dark colours too, which are left out. */
  async save() {
    /** @type {HTMLAnchorElement} */
    const file = this.closest("figure").querySelector("a.figure-svg");
    const svg = new DOMParser().parseFromString(await (await fetch(file.href)).text(), "image/svg+xml").documentElement;
    svg.querySelector("style[media]")?.remove();
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: 2 * image.width,
      height: 2 * image.height,
    });
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const download = `${this.closest("figure").id}.png`;
    Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download }).click();
  }

  async copyLink() {
    await navigator.clipboard.writeText(new URL(`#${this.closest("figure").id}`, location.href).href);
    this.said.textContent = "Link copied.";
  }

  /** For a slide or a sheet: which figure, of which page, by whom, of which edition, under which licence, and where. */
  async cite() {
    const figure = this.closest("figure");
    const number = figure.querySelector(".figure-number").textContent;
    /** @type {HTMLElement} */
    const tools = document.querySelector("page-tools");
    await navigator.clipboard.writeText(`${number} of ${tools.dataset.cited}#${figure.id}`);
    this.said.textContent = "Source copied.";
  }

  surfaceButton() {
    const change = button("Surface", () => {
      if (!document.createElement("canvas").getContext("webgl")) {
        this.said.textContent = "This browser has no WebGL, so it cannot draw the surface.";
        return;
      }
      this.solid = !this.solid;
      change.textContent = this.solid ? "Contour" : "Surface";
      this.draw();
    });
    return change;
  }

  /** Draw, or redraw in the colours of the page as it is now; keeps zoom and rotation. */
  draw() {
    if (!this.figure) return;
    const { width, height } = this.plot.getBoundingClientRect();
    const shown = this.solid ? surface(this.figure) : this.figure;
    const { data, layout } = look(shown, coloursOf(this), getComputedStyle(this).fontFamily, { width, height });
    const dragmode = matchMedia("(pointer: coarse)").matches ? false : "zoom";
    const ours = { width: undefined, dragmode, uirevision: `${this.solid} ${this.views}` };
    this.drawing = library().react(this.plot, data, { ...layout, ...ours }, CONFIG);
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
    const short = (value) => (typeof value === "number" ? `${Number(value.toPrecision(4))}`.replace("-", "−") : value);
    const place = `${this.point + 1} of ${calculated.length}`;
    const { layout } = this.figure;
    const told = [x, y].map((value, i) => `${axisTitle(layout, trace, "xy"[i])} ${short(value)}`);
    this.said.textContent = `${curveName(trace) || "Point"}, ${place}: ${told.join(", ")}`;
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
