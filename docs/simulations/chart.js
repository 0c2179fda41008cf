/** A chart in SVG that is updated piece by piece, so that a step costs a few attributes; colours come from the site's CSS. */
import { raised, short } from "./format.js";

const SVG = "http://www.w3.org/2000/svg";

export class Chart {
  /**
   * @param {object} options what is drawn
   * @param {string} options.label what is drawn, for those who do not see it
   * @param {number[]} options.x [low, high]
   * @param {number[]} options.y [low, high]; both positive where `log`
   * @param {boolean} [options.log] the y axis is logarithmic
   * @param {string} [options.xTitle]
   * @param {string} [options.yTitle]
   * @param {HTMLElement} element where it stands; its size is the CSS's
   */
  constructor(element, options) {
    Object.assign(this, { left: 46, right: 12, top: 10, bottom: 40 }, options);
    this.element = element;
    this.canvas = document.createElement("canvas"); // what a map has below its lines
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("role", "img");
    this.svg.setAttribute("aria-label", this.label);
    this.frame = this.svg.appendChild(document.createElementNS(SVG, "g"));
    this.plane = this.svg.appendChild(document.createElementNS(SVG, "svg")); // cuts off what leaves the box
    this.front = this.svg.appendChild(document.createElementNS(SVG, "g"));
    this.element.append(this.canvas, this.svg);
    this.pieces = new Map();
  }

  /** Take the width that there is and draw the axes; false where nothing changed. */
  layout(force = false) {
    const [width, height] = [this.element.clientWidth, this.element.clientHeight];
    if (!width) return false;
    const key = [width, height, this.x, this.y, this.log, this.xTitle, this.yTitle].join();
    if (!force && key === this.laid) return false;
    this.laid = key;
    this.width = width;
    this.height = height;
    this.inner = { width: width - this.left - this.right, height: this.height - this.top - this.bottom };
    const { svg, plane } = this;
    set(svg, { viewBox: `0 0 ${width} ${this.height}`, width, height: this.height });
    set(plane, { x: this.left, y: this.top, width: this.inner.width, height: this.inner.height });
    set(plane, { viewBox: `${this.left} ${this.top} ${this.inner.width} ${this.inner.height}` });
    this.axes();
    return true;
  }

  /** Pixels of a value, kept near the picture so that no number is too large to draw. */
  X(value) {
    const share = (value - this.x[0]) / (this.x[1] - this.x[0]);
    return this.left + this.inner.width * near(share);
  }

  Y(value) {
    const at = this.log ? Math.log10(Math.max(value, 1e-300)) : value;
    const [low, high] = this.log ? this.y.map(Math.log10) : this.y;
    return this.top + this.inner.height * (1 - near((at - low) / (high - low)));
  }

  /** The values at a place on the screen. */
  at(event) {
    const box = this.svg.getBoundingClientRect();
    const [px, py] = [((event.clientX - box.left) / box.width) * this.width, ((event.clientY - box.top) / box.height) * this.height];
    const share = (value, from, size) => Math.min(1, Math.max(0, (value - from) / size));
    const right = share(px, this.left, this.inner.width);
    const up = 1 - share(py, this.top, this.inner.height);
    return [this.x[0] + right * (this.x[1] - this.x[0]), this.y[0] + up * (this.y[1] - this.y[0])];
  }

  axes() {
    this.frame.replaceChildren();
    const add = (tag, attributes, text) => this.frame.append(make(tag, attributes, text));
    const bottom = this.top + this.inner.height;
    for (const value of ticks(this.x, Math.max(3, this.inner.width / 75))) {
      add("line", { class: "sim-grid", x1: this.X(value), x2: this.X(value), y1: this.top, y2: bottom });
      add("text", { class: "sim-tick", x: this.X(value), y: bottom + 15, "text-anchor": "middle" }, short(value, 3).replace(/\.?0+$/, ""));
    }
    for (const value of this.log ? decades(this.y) : ticks(this.y, Math.max(3, this.inner.height / 45))) {
      add("line", { class: "sim-grid", x1: this.left, x2: this.left + this.inner.width, y1: this.Y(value), y2: this.Y(value) });
      const text = this.log ? power(value) : short(value, 3).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
      add("text", { class: "sim-tick", x: this.left - 5, y: this.Y(value) + 4, "text-anchor": "end" }, text);
    }
    add("text", { class: "sim-title", x: this.left + this.inner.width / 2, y: this.height - 6, "text-anchor": "middle" }, this.xTitle ?? "");
    add("text", { class: "sim-title", x: this.left, y: this.top + 10, dx: 4 }, this.yTitle ?? "");
  }

  /** Create or change the piece called `key`; `layer` is "plane", which is cut off at the box, or "front". */
  put(key, tag, attributes, text, layer = "plane") {
    let piece = this.pieces.get(key);
    if (!piece) {
      piece = this[layer].appendChild(document.createElementNS(SVG, tag));
      this.pieces.set(key, piece);
    }
    set(piece, attributes);
    if (text !== undefined && piece.textContent !== text) piece.textContent = text;
    return piece;
  }

  /** Remove all pieces whose key begins so. */
  drop(prefix) {
    for (const [key, piece] of this.pieces) {
      if (!key.startsWith(prefix)) continue;
      piece.remove();
      this.pieces.delete(key);
    }
  }

  line(key, points, name) {
    this.put(key, "polyline", { class: name, points: points.map(([x, y]) => `${round(this.X(x))},${round(this.Y(y))}`).join(" ") });
  }

  /** A line with a head, from one place to another. */
  arrow(key, from, to, name) {
    const [[x1, y1], [x2, y2]] = [from, to].map(([x, y]) => [this.X(x), this.Y(y)]);
    const angle = Math.atan2(y2 - y1, x2 - x1);
    const head = Math.min(9, Math.hypot(x2 - x1, y2 - y1) / 2);
    const side = (turn) => `${round(x2 - head * Math.cos(angle + turn))},${round(y2 - head * Math.sin(angle + turn))}`;
    const tip = `${round(x2)},${round(y2)}`;
    this.put(key, "path", { class: name, d: `M${round(x1)},${round(y1)}L${tip}M${side(0.5)}L${tip}L${side(-0.5)}` });
  }

  dot(key, [x, y], name, r = 5) {
    this.put(key, "circle", { class: name, cx: round(this.X(x)), cy: round(this.Y(y)), r });
  }

  text(key, [x, y], text, name = "sim-label", attributes = {}) {
    this.put(key, "text", { class: name, x: round(this.X(x)), y: round(this.Y(y)), ...attributes }, text, "front");
  }

  /** Paint the landscape below the lines: colour by height, and lines of equal height. `height` gives 0 to 1. */
  paint(height, bands = 14) {
    const { canvas, inner } = this;
    const scale = Math.min(devicePixelRatio || 1, 1.5);
    const [columns, rows] = [Math.round(inner.width * scale), Math.round(inner.height * scale)];
    Object.assign(canvas, { width: columns, height: rows });
    canvas.style.cssText = `inset-inline-start:${this.left}px;inset-block-start:${this.top}px;inline-size:${inner.width}px;block-size:${inner.height}px`;
    const levels = new Float32Array((columns + 1) * (rows + 1));
    for (let j = 0; j <= rows; j++) {
      const y = this.y[1] - (j / rows) * (this.y[1] - this.y[0]);
      for (let i = 0; i <= columns; i++) levels[j * (columns + 1) + i] = bands * height(this.x[0] + (i / columns) * (this.x[1] - this.x[0]), y);
    }
    const style = getComputedStyle(this.element);
    const [low, high, ink] = ["--plot-low", "--plot-high", "--plot-text"].map((name) => rgb(style.getPropertyValue(name)));
    const context = canvas.getContext("2d");
    const image = context.createImageData(columns, rows);
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const level = levels[j * (columns + 1) + i];
        const steep = Math.hypot(levels[j * (columns + 1) + i + 1] - level, levels[(j + 1) * (columns + 1) + i] - level);
        const off = Math.abs(level - Math.round(level)) / Math.max(steep, 1e-6);
        const line = 0.35 * Math.max(0, 1 - off / scale) * Math.min(1, 0.5 / Math.max(steep, 1e-6));
        const share = Math.min(1, Math.max(0, level / bands));
        for (let c = 0; c < 3; c++) {
          const fill = low[c] + share * (high[c] - low[c]);
          image.data[4 * (j * columns + i) + c] = fill + line * (ink[c] - fill);
        }
        image.data[4 * (j * columns + i) + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  }
}

const near = (share) => (Number.isFinite(share) ? Math.min(6, Math.max(-5, share)) : 6);
const round = (value) => Math.round(value * 100) / 100;
const make = (tag, attributes, text) => {
  const piece = document.createElementNS(SVG, tag);
  set(piece, attributes);
  if (text !== undefined) piece.textContent = text;
  return piece;
};

function set(piece, attributes) {
  for (const [name, value] of Object.entries(attributes)) if (piece.getAttribute(name) !== `${value}`) piece.setAttribute(name, value);
}

function rgb(colour) {
  const value = parseInt(colour.trim().slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Round numbers from low to high, at most `most` of them. */
export function ticks([low, high], most) {
  const raw = (high - low) / most;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = ten * [1, 2, 5, 10].find((factor) => factor * ten >= raw);
  const list = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) list.push(k * step);
  return list;
}

function decades([low, high]) {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from) / 6));
  const list = [];
  for (let k = Math.ceil(from / step) * step; k <= to; k += step) list.push(10 ** k);
  return list;
}

function power(value) {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3 ? String(Number((10 ** exponent).toPrecision(1))) : `10${raised(exponent)}`;
}
