/**
 * A chart in SVG that is updated piece by piece, so that a step costs a few attributes; colours come from the site's
 * CSS.
 */
import { ARROWS } from "../javascripts/element.js";
import { brief, inside, raised } from "./kernel/words.js";

const SVG = "http://www.w3.org/2000/svg";

/** Pixels around the box of a chart, for its numbers and titles. */
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 12, 22, 36];
/** About the size of a letter, in pixels: a layout is never measured while a hand waits for the picture. */
const [WIDE, TALL] = [6.2, 12];
/** Of a curve: places for its name, pixels between its points, their number, and pixels from its name to other curves. */
const [PLACES, NEAR, MANY, GAP] = [24, 5, 800, 8];
/** Around words, for they may be bold: how much farther their room goes to the left, up, to the right and down. */
const MORE = [-9, 0, 9, 1];
/** Of words near a place: pixels from it to their nearer end, and from one row of words to the next. */
const ROW = 13.5;
const AROUND = [9, 25, 50];
const TAG = / tag$/; // how the key of a curve's name ends
const FRESH = 12; // steps whose trace is fresh
const ROUGH = 150; // milliseconds after which a landscape that a hand moves is painted in full

export class Chart {
  canvas = document.createElement("canvas"); // what a map has below its lines
  svg = make("svg", { role: "img" });
  frame = make("g", {});
  plane = make("svg", {}); // cuts off what leaves the box
  front = make("g", {});
  /** @type {Map<string, SVGElement>} what is drawn, by its name */
  pieces = new Map();
  /** @type {Map<string, HTMLElement & {values: number[]}>} what can be dragged, by its name */
  handles = new Map();
  /** @type {number[][] | undefined} those of a landscape and its lines */
  colours;
  /** @type {Map<string, number[]>} where words stand: left, top, right and bottom, by their name */
  words = new Map();
  /** @type {number[][] | undefined} what is shown at least, by units that are as long in both directions */
  box;
  /** From where a handle was taken to its middle. */
  off = [0, 0];
  /** For what curves names were placed. */
  tagged = "";
  /** What the axes were drawn for, and which landscape was painted. */
  laid = "";
  painted = "";
  /** @type {number | undefined} soon it is painted in full */
  roughly;
  /** @type {number[]} */
  x;
  /** @type {number[]} */
  y;
  log = false;
  rows = false;
  xTitle = "";
  yTitle = "";
  width = 0;
  height = 0;
  inner = { width: 0, height: 0 };

  /**
   * @param {Element} element where it stands; its size is the CSS's
   * @param {object} options what is drawn
   * @param {number[]} options.x [low, high]
   * @param {number[]} options.y [low, high]; both positive where `log`
   * @param {boolean} [options.log] the y axis is logarithmic
   * @param {boolean} [options.rows] y counts rows, so its axis has no numbers
   * @param {string} [options.xTitle]
   * @param {string} [options.yTitle]
   */
  constructor(element, options) {
    this.element = element;
    Object.assign(this, options);
    this.svg.append(this.frame, this.plane, this.front);
    this.element.append(this.canvas, this.svg);
  }

  /** Say what is drawn, for those who do not see it. */
  describe(text) {
    set(this.svg, { "aria-label": text });
  }

  /** Let a reader point at a place of the picture by a click or a tap. @param {(values: number[]) => void} point */
  points(point) {
    this.svg.addEventListener("click", (event) => point(this.at(event)));
  }

  /**
   * Put something that a reader drags, by mouse, finger or arrow keys; a scroll that does not begin on it stays one.
   * @param {string} key
   * @param {string} label what it is, for those who do not see it; what keys do is said where it is not in it
   * @param {(values: number[]) => void} move is given the values where it is dragged to
   * @param {(right: number, up: number, far: boolean) => void} [arrow] is given a direction, and whether shift is held;
   *   without it a key moves it by a fiftieth of the picture, or by a tenth
   */
  handle(key, label, move, arrow) {
    const handle = Object.assign(document.createElement("div"), { className: "sim-handle", tabIndex: 0, values: [] });
    this.handles.set(key, handle);
    handle.setAttribute("role", "slider");
    handle.setAttribute(
      "aria-label",
      label.endsWith(".") ? label : `${label}. Arrow keys move it, with shift farther.`,
    );
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const taken = this.nearest(event); // of several that lie on each other, the one that was meant
      taken.setPointerCapture(event.pointerId);
      if (taken !== handle)
        taken.addEventListener("pointerup", () => taken.focus({ preventScroll: true }), { once: true });
    });
    handle.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
      if (!handle.hasPointerCapture(pointerId)) return;
      move(this.at({ clientX: clientX + this.off[0], clientY: clientY + this.off[1] }));
    });
    const by = (right, up, far) => {
      const part = far ? 0.1 : 0.02;
      const spans = [this.x, this.y].map(([low, high], i) => part * [right, up][i] * (high - low));
      move(handle.values.map((value, i) => value + spans[i]));
    };
    onArrows(handle, arrow ?? by);
    this.element.append(handle);
  }

  /** The handle whose middle is nearest to the pointer; `off` is from there to its middle. */
  nearest({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    const off = ({ values }) => [box.left + this.X(values[0]) - clientX, box.top + this.Y(values[1]) - clientY];
    const far = (handle) => Math.hypot(...off(handle));
    const all = [...this.handles.values()].filter(({ hidden, values }) => !hidden && values.length);
    const found = all.reduce((best, each) => (far(each) <= far(best) ? each : best));
    this.off = off(found);
    return found;
  }

  /** Move a handle to its values; `words` say them. @param {string} key @param {number[]} values @param {string} words */
  hold(key, values, words) {
    const handle = this.handles.get(key);
    handle.values = values;
    const [left, right] = this.x;
    const [x, y] = [inside(values[0], this.x), inside(values[1], this.y)];
    handle.style.transform = `translate(${round(this.X(x))}px, ${round(this.Y(y))}px)`;
    set(handle, { "aria-valuemin": left, "aria-valuemax": right, "aria-valuenow": round(x), "aria-valuetext": words });
  }

  /** Draw the axes; where forced, for the size and the colours that there are now. False where nothing changed. */
  layout(force = false) {
    if (force || !this.width) [this.width, this.height] = [this.element.clientWidth, this.element.clientHeight];
    const { width, height } = this;
    if (!width) return false;
    this.inner = { width: Math.max(1, width - LEFT - RIGHT), height: Math.max(1, height - TOP - BOTTOM) };
    if (this.box) [this.x, this.y] = around(this.box, [this.inner.width, this.inner.height]);
    const key = [width, height, this.x, this.y, this.log, this.xTitle, this.yTitle].join();
    if (!force && key === this.laid) return false;
    this.laid = key;
    if (force) this.colours = undefined;
    const { svg, plane } = this;
    set(svg, { viewBox: `0 0 ${width} ${height}`, width, height });
    set(plane, { x: LEFT, y: TOP, width: this.inner.width, height: this.inner.height });
    set(plane, { viewBox: `${LEFT} ${TOP} ${this.inner.width} ${this.inner.height}` });
    this.axes();
    return true;
  }

  /** Pixels of a value, kept near the picture so that no number is too large to draw. */
  X(value) {
    const share = (value - this.x[0]) / (this.x[1] - this.x[0]);
    return LEFT + this.inner.width * near(share);
  }

  Y(value) {
    const at = this.log ? Math.log10(Math.max(value, 1e-300)) : value;
    const [low, high] = this.log ? this.y.map(Math.log10) : this.y;
    return TOP + this.inner.height * (1 - near((at - low) / (high - low)));
  }

  /** The values at a place on the screen. */
  at(event) {
    const box = this.svg.getBoundingClientRect();
    const px = ((event.clientX - box.left) / box.width) * this.width;
    const py = ((event.clientY - box.top) / box.height) * this.height;
    const share = (value, from, size) => inside((value - from) / size, [0, 1]);
    const right = share(px, LEFT, this.inner.width);
    const up = 1 - share(py, TOP, this.inner.height);
    return [this.x[0] + right * (this.x[1] - this.x[0]), this.y[0] + up * (this.y[1] - this.y[0])];
  }

  axes() {
    this.frame.replaceChildren();
    const add = (tag, attributes, text) => this.frame.append(make(tag, attributes, text));
    const bottom = TOP + this.inner.height;
    for (const value of ticks(this.x, Math.max(4, this.inner.width / 48))) {
      add("line", { class: "sim-grid", x1: this.X(value), x2: this.X(value), y1: TOP, y2: bottom });
      const text = brief(value);
      const dx = Math.min(0, this.width - 3.5 * text.length - this.X(value)); // the last is not cut
      add("text", { x: this.X(value), dx, y: bottom + 15, "text-anchor": "middle" }, text);
    }
    const levels = this.log ? decades(this.y) : ticks(this.y, Math.max(4, this.inner.height / 45));
    for (const value of this.rows ? [] : levels) {
      add("line", { class: "sim-grid", x1: LEFT, x2: LEFT + this.inner.width, y1: this.Y(value), y2: this.Y(value) });
      const text = this.log ? power(value) : brief(value);
      const squeezed = text.length > 7 ? { textLength: LEFT - 6, lengthAdjust: "spacingAndGlyphs" } : {};
      add("text", { x: LEFT - 5, y: this.Y(value) + 4, "text-anchor": "end", ...squeezed }, text);
    }
    const middle = LEFT + this.inner.width / 2;
    add("text", { x: middle, y: this.height - 6, "text-anchor": "middle" }, this.xTitle);
    add("text", { x: 4, y: TOP - 9 }, this.yTitle);
  }

  /** Create or change the piece called `key`; `layer` is "plane", which is cut off at the box, or "front". */
  put(key, tag, attributes, text, layer = "plane") {
    let piece = this.pieces.get(key);
    if (!piece) {
      piece = make(tag, {});
      piece.dataset.key = key;
      this[layer].append(piece);
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
      if (this.words.delete(key)) this.tagged = "";
    }
  }

  line(key, points, name) {
    const path = points.map(([x, y]) => `${round(this.X(x))},${round(this.Y(y))}`);
    this.put(key, "polyline", { class: name, points: path.join(" ") });
  }

  /** A line with a head, from one place to another. */
  arrow(key, from, to, name) {
    const [[x1, y1], [x2, y2]] = [from, to].map(([x, y]) => [this.X(x), this.Y(y)]);
    const angle = Math.atan2(y2 - y1, x2 - x1);
    const head = Math.min(9, Math.hypot(x2 - x1, y2 - y1) / 2);
    const at = (x, y) => `${round(x)},${round(y)}`;
    const side = (turn) => at(x2 - head * Math.cos(angle + turn), y2 - head * Math.sin(angle + turn));
    const tip = at(x2, y2);
    this.put(key, "path", { class: name, d: `M${at(x1, y1)}L${tip}M${side(0.5)}L${tip}L${side(-0.5)}` });
  }

  /** @param {string} key @param {number[]} at @param {string} name @param {number} [r] */
  dot(key, [x, y], name, r = 5) {
    this.put(key, "circle", { class: name, cx: round(this.X(x)), cy: round(this.Y(y)), r });
  }

  /** @param {string} key @param {number[]} at @param {string} text @param {object} [attributes] */
  text(key, [x, y], text, attributes = {}) {
    const place = { class: "sim-name", x: round(this.X(x)), y: round(this.Y(y)), "text-anchor": "middle" };
    const all = { ...place, ...attributes };
    this.words.set(key, room(all, text));
    this.put(key, "text", all, text, "front");
  }

  /**
   * Words beside a place: over it and to the right, or where there is more room and no other words stand; none where
   * there is no text.
   * @param {string} key
   * @param {number[]} at
   * @param {string} text
   * @param {string} [name] its class
   */
  name(key, at, text, name = "") {
    this.clear([{ key, at, text, name, rise: -8 }]);
  }

  /**
   * Words near their places, off points and off other words: as near as there is room. A thin line leads to words
   * farther off. Names of curves are placed after them.
   * @param {{key: string, at: number[], text: string, name?: string, rise?: number}[]} list one without a text is
   *   dropped; `rise` is how far below its place the base of its words had best be, in pixels
   * @param {number[][]} [places] points that they keep off
   * @param {number[][][]} [lines] and lines
   */
  clear(list, places = [], lines = []) {
    const mine = new Set(list.flatMap(({ key }) => [key, `${key} lead`]));
    const others = [...this.words].filter(([key]) => !mine.has(key) && !TAG.test(key)).map(([, box]) => box);
    const points = places.map(([x, y]) => [this.X(x), this.Y(y)]).concat(...lines.map((line) => this.along(line)));
    for (const { key, at, text, name = "", rise = 5 } of list) {
      this.drop(text ? `${key} lead` : key);
      if (!text) continue;
      const [x, y] = [this.X(at[0]), this.Y(at[1])];
      const side = x > 0.7 * this.width ? -1 : 1;
      let [least, best] = [Number.POSITIVE_INFINITY, { "text-anchor": "start", dx: 9, dy: rise }];
      for (const to of [side, -side]) {
        for (const far of AROUND) {
          for (let dy = -62.5; dy < 80; dy += ROW) {
            let worse = far + 1.5 * Math.abs(dy - rise);
            if (worse >= least) continue; // before what takes long
            const beside = { "text-anchor": to > 0 ? "start" : "end", dx: far * to, dy };
            const box = room({ x, y, ...beside }, text).map((end, i) => end + MORE[i]);
            const [left, top, right, bottom] = box;
            worse += 99 * this.out(box);
            for (const other of others) worse += 99 * shared(box, other) + 9 * shared(way(x, y, beside), other);
            if (worse < least)
              worse += 40 * points.filter(([u, v]) => u > left && u < right && v > top && v < bottom).length;
            if (worse < least) [least, best] = [worse, beside];
          }
        }
      }
      const { dx, dy } = best;
      const lead = way(x, y, best);
      others.push(room({ x, y, ...best }, text), lead);
      this.text(key, at, text, { class: `sim-name ${name}`, ...best });
      if (dx * dx + dy * dy < 900) continue;
      this.words.set(`${key} lead`, lead); // nor are names of curves on it
      const d = `M${round(x)},${round(y)}l${dx},${dy - 4}`;
      this.put(`${key} lead`, "path", { class: `sim-lead ${name}`, d }, undefined, "front");
    }
  }

  /**
   * Names of curves, each beside its own: at its end, or as near to that as no other curve is nearer to the words. Where
   * one is everywhere, a thin line leads from the words to their curve.
   * @param {{key: string, points: number[][], text?: string, name?: string}[]} curves one without a text is kept off only
   */
  tags(curves) {
    const lines = curves.map(({ points }) => this.along(points));
    const sums = lines.map((line) => line.reduce((sum, [x, y]) => sum + x + 7 * y, line.length).toFixed());
    const others = [...this.words].filter(([key]) => !TAG.test(key)).map(([, box]) => box.map(Math.round));
    const what = [sums, curves.map(({ key, text, name }) => [key, text, name]), others].join();
    if (what === this.tagged) return;
    const boxes = lines.map(bounds);
    curves.forEach(({ key, text, name = "" }, i) => {
      const own = lines[i];
      this.drop(`${key} tag`);
      if (!text || !own.length) return;
      const stride = Math.ceil(own.length / PLACES);
      const ends = own.filter((_, k) => (own.length - 1 - k) % stride === 0).reverse();
      const words = [...this.words].filter(([other]) => other !== `${key} tag`);
      let [least, best, strange] = [Number.POSITIVE_INFINITY, { x: 0, y: 0, dx: 0, dy: 0 }, 0];
      ends.forEach(([x, y], back) => {
        for (const to of [1, -1]) {
          for (const dy of [-8, 18, -22, 32]) {
            const place = { x: round(x), y: round(y), "text-anchor": to > 0 ? "start" : "end", dx: 9 * to, dy };
            const box = room(place, text);
            const wide = box.map((end, i) => end + MORE[i]);
            const taken = words.reduce((sum, [, other]) => sum + shared(wide, other), 0);
            let worse = 3 * back + 3 * Math.abs(dy - 5) + 99 * this.out(wide) + 20 * taken;
            if (worse >= least) continue; // before what takes long
            const far = away(own, box);
            let near = far + GAP; // a curve that is farther off counts for nothing
            for (let j = 0; j < lines.length && near > far; j++)
              if (j !== i && apart(boxes[j], box) < near) near = Math.min(near, away(lines[j], box));
            const off = Math.min(far + GAP - near, GAP);
            worse += 15 * off + (far < 2 ? 9 : 0); // a thin line will lead to it; nor are words on their own curve
            if (worse < least) [least, best, strange] = [worse, place, off];
          }
        }
      });
      this.text(`${key} tag`, [0, 0], text, { class: `sim-name ${name}`, ...best });
      const d = `M${best.x},${best.y}l${best.dx},${best.dy - 4}`;
      if (strange) this.put(`${key} tag lead`, "path", { class: `sim-lead ${name}`, d }, undefined, "front");
    });
    this.tagged = what;
  }

  /** How far a room sticks out of the picture, in pixels. @param {number[]} room */
  out([left, top, right, bottom]) {
    return Math.max(0, LEFT - left, right - this.width, TOP - top, bottom - this.height + BOTTOM);
  }

  /** Points of a curve, in pixels and not far from each other, as far as it is seen. @param {number[][]} points */
  along(points) {
    const end = points.findLastIndex((point) => this.shows(point)) + 1; // beyond, nothing is drawn of a run
    const places = points.slice(0, end ? end + 1 : undefined).map(([x, y]) => [this.X(x), this.Y(y)]);
    const [right, bottom] = [LEFT + this.inner.width, TOP + this.inner.height];
    const long = places.map(([x, y], i) => {
      const [u, v] = places[i - 1] ?? [x, y];
      return Math.sqrt((x - u) * (x - u) + (y - v) * (y - v)); // in a third of the time of Math.hypot
    });
    const apart = Math.max(NEAR, long.reduce((sum, each) => sum + each, 0) / MANY);
    const seen = [];
    places.forEach(([x, y], i) => {
      const [u, v] = places[i - 1] ?? [x, y];
      const parts = Math.ceil(long[i] / apart) || 1;
      for (let k = 1; k <= parts; k++) {
        const at = [u + (k / parts) * (x - u), v + (k / parts) * (y - v)];
        if (at[0] >= LEFT && at[0] <= right && at[1] >= TOP && at[1] <= bottom) seen.push(at);
      }
    });
    return seen;
  }

  /** A cross. @param {string} key @param {number[]} at */
  cross(key, [x, y]) {
    const d = `M${this.X(x) - 5},${this.Y(y) - 5}l10,10m0,-10l-10,10`;
    this.put(key, "path", { class: "sim-minimum", d });
  }

  /** Small dots at places, as one piece. @param {string} key @param {number[][]} points @param {string} name */
  dots(key, points, name) {
    this.put(key, "path", {
      class: name,
      d: points.map(([x, y]) => `M${round(this.X(x))},${round(this.Y(y))}h0`).join(""),
    });
  }

  /** Is a place in the box? @param {number[]} place */
  shows([x, y]) {
    return x >= this.x[0] && x <= this.x[1] && y >= this.y[0] && y <= this.y[1];
  }

  /**
   * Draw a run: what comes, faint; what was, paler the older it is; and where it leaves the box, which is returned. It
   * does not come back: from there on it is not drawn.
   * @param {string} key
   * @param {{at: number, step: number, last: number}} stage where the reader is
   * @param {import("./kernel/path.js").Path} path
   * @param {object} [how]
   * @param {(entry: any) => number[]} [how.place] of an entry
   * @param {number[]} [how.here] the place of now
   * @param {string} [how.name] its class
   * @param {string} [how.words] beside the place where it leaves
   * @param {boolean} [how.dots] one for each step
   * @param {number} [how.ahead] so many steps ahead are drawn at most
   * @param {number} [how.past] and so many of the past
   */
  run(key, stage, path, how = {}) {
    const { place = ({ w }) => w, here = path.now(stage.at, place), name = "", words, dots = true } = how;
    const known = path.between(0, stage.last);
    const out = known[known.findLastIndex((entry) => this.shows(place(entry))) + 1];
    const until = out?.step ?? stage.last;
    const places = (from, to) => path.between(Math.max(0, from), Math.min(to, until)).map(place);
    const step = Math.min(stage.step, path.last);
    const ball = step < until ? [here] : [];
    const fresh = Math.min(step, until) - FRESH;
    const coming = places(step + 1, step + (how.ahead ?? until));
    this.line(`${key} ahead`, [...ball, ...coming], `sim-path sim-ahead ${name}`);
    this.line(`${key} old`, fresh > 0 ? places(fresh - (how.past ?? fresh), fresh) : [], `sim-path sim-old ${name}`);
    this.line(`${key} path`, [...places(fresh, step), ...ball], `sim-path ${name}`);
    this.dots(`${key} dots`, dots ? places(0, step) : [], `sim-dots ${name}`);
    return this.leaves(`${key} exit`, places(0, until), name, words);
  }

  /**
   * Draw a run as a curve: what comes, faint, what was, and a dot for now; returns its points.
   * @param {string} key
   * @param {{step: number, last: number}} stage where the reader is
   * @param {import("./kernel/path.js").Path} path
   * @param {(entry: any) => number[]} point of an entry
   * @param {string} [name] its class
   */
  curve(key, stage, path, point, name = "") {
    const step = Math.min(stage.step, path.last);
    const points = (from, to) => path.between(from, to).map(point);
    this.line(`${key} ahead`, points(step, stage.last), `sim-path sim-ahead ${name}`);
    this.line(`${key} path`, points(0, step), `sim-path ${name}`);
    this.dot(`${key} now`, point(path.at(step)), `sim-ball ${name}`, 4);
    return points(0, stage.last);
  }

  /**
   * Where a path last leaves the box: an arrow at the frame, and words; nothing where it stays or comes back. Returns
   * the place.
   * @param {string} key
   * @param {number[][]} points
   * @param {string} name its class
   * @param {string} [text]
   */
  leaves(key, points, name, text) {
    const last = points.findLastIndex((point) => this.shows(point));
    this.drop(key);
    if (last < 0 || last === points.length - 1) return undefined;
    const [from, to] = [points[last], points[last + 1]];
    const shares = [this.x, this.y].flatMap(([low, high], i) => {
      const way = to[i] - from[i];
      return way ? [((way > 0 ? high : low) - from[i]) / way] : [];
    });
    const part = Math.min(...shares.filter(Number.isFinite), 1);
    const at = (share) => from.map((value, i) => value + share * (to[i] - value));
    const [[x1, y1], [x2, y2]] = [at(0.9 * part), at(part)].map(([x, y]) => [this.X(x), this.Y(y)]);
    const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
    const place = `translate(${round(x2)} ${round(y2)}) rotate(${round(turn)})`;
    this.put(`${key} head`, "path", { class: `sim-exit ${name}`, d: "M0,0l-16,-5v10z", transform: place });
    if (text) this.name(`${key} name`, at(0.8 * part), text, name);
    return at(part);
  }

  /** Lay so many pixels below the lines, as large as the box. */
  ground(columns, rows) {
    const { canvas, inner } = this;
    canvas.width = columns;
    canvas.height = rows;
    const size = { insetInlineStart: LEFT, insetBlockStart: TOP, inlineSize: inner.width, blockSize: inner.height };
    for (const [name, value] of Object.entries(size)) canvas.style[name] = `${value}px`;
    return canvas.getContext("2d");
  }

  /**
   * Paint a landscape where it is another one: at once in full where forced, else roughly, for a hand may move it, and in
   * full a moment later.
   * @param {string} key says which one
   * @param {() => (x: number, y: number) => number} height makes what `paint` is given
   * @param {boolean} laid the axes are new
   * @param {boolean} force
   */
  repaint(key, height, laid, force) {
    if (!laid && this.painted === key) return;
    const full = force || !this.painted;
    clearTimeout(this.roughly);
    this.paint(height(), !full);
    this.painted = key;
    if (!full) this.roughly = setTimeout(() => this.element.isConnected && this.paint(height()), ROUGH);
  }

  /** The colours of what is low, of what is high, and of lines; the browser is asked once. */
  inks() {
    this.colours ??= ["--plot-low", "--plot-high", "--plot-text"].map((name) =>
      rgb(getComputedStyle(this.element).getPropertyValue(name)),
    );
    return this.colours;
  }

  /**
   * Paint the landscape below the lines: colour by height, and lines of equal height.
   * @param {(x: number, y: number) => number} height gives 0 to 1
   * @param {boolean} [rough] with fewer pixels, while a hand moves it
   */
  paint(height, rough = false, bands = 14) {
    if (!this.width) return;
    const { inner } = this;
    const scale = rough ? 0.3 : Math.min(devicePixelRatio || 1, 1.5);
    const [columns, rows] = [Math.round(inner.width * scale), Math.round(inner.height * scale)];
    const levels = new Float32Array((columns + 1) * (rows + 1));
    for (let j = 0; j <= rows; j++) {
      const y = this.y[1] - (j / rows) * (this.y[1] - this.y[0]);
      for (let i = 0; i <= columns; i++) {
        const x = this.x[0] + (i / columns) * (this.x[1] - this.x[0]);
        levels[j * (columns + 1) + i] = bands * height(x, y);
      }
    }
    const [low, high, ink] = this.inks();
    const context = this.ground(columns, rows);
    const image = context.createImageData(columns, rows);
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const level = levels[j * (columns + 1) + i];
        const [right, below] = [levels[j * (columns + 1) + i + 1], levels[(j + 1) * (columns + 1) + i]];
        const steep = Math.sqrt((right - level) ** 2 + (below - level) ** 2);
        const off = Math.abs(level - Math.round(level)) / Math.max(steep, 1e-6);
        const thin = Math.min(1, scale); // a rough line is wide, so it is pale
        const line = 0.35 * thin * Math.max(0, 1 - off / Math.max(1, scale)) * Math.min(1, 0.5 / Math.max(steep, 1e-6));
        const share = inside(level / bands, [0, 1]);
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

/** Let arrow keys move an element: none scrolls the page while it has the focus, not even one that does nothing. */
function onArrows(element, arrow) {
  element.addEventListener("keydown", (event) => {
    if (!(event.key in ARROWS)) return;
    event.preventDefault();
    const [right, up] = ARROWS[event.key];
    arrow(right, up, event.shiftKey);
  });
}

/** The ends of both axes, so that a box is seen whole and a right angle as one. @param {number[][]} box @param {number[]} sizes */
function around(box, sizes) {
  const unit = Math.max(...box.map(([low, high], i) => (high - low) / sizes[i])); // of a pixel
  return box.map(([low, high], i) => [-0.5, 0.5].map((side) => (low + high) / 2 + side * unit * sizes[i]));
}

/** The room of words, about: left, top, right and bottom. */
function room({ x, y, dx = 0, dy = 0, "text-anchor": anchor }, text) {
  const wide = WIDE * text.length;
  const left = x + dx - { start: 0, middle: wide / 2, end: wide }[anchor];
  return [left, y + dy - 0.8 * TALL, left + wide, y + dy + 0.2 * TALL];
}

/** The room of the way from a place to words near it, but for its ends. */
const way = (x, y, { dx, dy }) => bounds([0.2, 0.8].map((part) => [x + part * dx, y + part * (dy - 4)]));

/** The ends of a line at one height, and of one at one place of the other axis. */
export const level = (y, ...ends) => ends.map((x) => [x, y]);
export const upright = (x, ...ends) => ends.map((y) => [x, y]);

/**
 * How far the nearest point of a line is from a room; without a call for each of many.
 * @param {number[][]} line
 * @param {number[]} box
 */
function away(line, box) {
  const [left, top, right, bottom] = box;
  let least = MANY ** 2;
  for (let k = 0; k < line.length; k++) {
    const [x, y] = line[k];
    const across = x < left ? left - x : x > right ? x - right : 0;
    const up = y < top ? top - y : y > bottom ? y - bottom : 0;
    least = Math.min(least, across * across + up * up);
  }
  return Math.sqrt(least);
}

/** The room that a line takes. @param {number[][]} line */
const bounds = (line) =>
  [Math.min, Math.max].flatMap((end) => [0, 1].map((axis) => end(...line.map((point) => point[axis]))));

/** How far two rooms are from each other. @param {number[]} one @param {number[]} other */
function apart(one, other) {
  const gap = (i) => Math.max(0, one[i] - other[i + 2], other[i] - one[i + 2]);
  return Math.hypot(gap(0), gap(1));
}

/** The area that two rooms share. @param {number[]} one @param {number[]} other */
function shared(one, other) {
  const long = (i) => Math.max(0, Math.min(one[i + 2], other[i + 2]) - Math.max(one[i], other[i]));
  return long(0) * long(1);
}

/** The next round number of steps to show. */
export function grow(steps) {
  const ten = 10 ** Math.floor(Math.log10(steps));
  return ten * [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * ten >= steps);
}

const near = (share) => (Number.isFinite(share) ? inside(share, [-50, 51]) : 51);
const round = (value) => Math.round(value * 100) / 100;

function make(tag, attributes, text) {
  const piece = document.createElementNS(SVG, tag);
  set(piece, attributes);
  if (text !== undefined) piece.textContent = text;
  return piece;
}

function set(piece, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (piece.getAttribute(name) !== `${value}`) piece.setAttribute(name, value);
  }
}

/** Red, green and blue of any colour that CSS knows, each from 0 to 255. */
function rgb(colour) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** Round numbers from low to high, at most `most` of them. @param {number[]} ends @param {number} most */
export function ticks([low, high], most) {
  const raw = (high - low) / most;
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = ten * [1, 2, 5, 10].find((factor) => factor * ten >= raw);
  const list = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) list.push(k * step);
  return list;
}

/** Powers of ten from low to high, at most seven. @param {number[]} ends */
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
