/** The landscape of a map as a surface that a hand turns, with runs on it: a box, seen from far away. */
import { ARROWS } from "../javascripts/element.js";
import { Chart, ticks } from "./chart.js";
import { brief, fixed, inside, short } from "./kernel/words.js";
import { shade } from "./plane.js";

const CELLS = 32; // of the surface, in each direction
const TALL = 0.7; // the box, whose floor goes from -1/2 to 1/2
const LIFT = 0.01; // of a run, or the surface would hide it
const NEAR = 0.03; // so closely is looked for what hides a place
const PIECES = 20; // of a line as long as the box
const GRID = Array.from({ length: CELLS + 1 }, (_, i) => i / CELLS - 0.5);

export class Surface extends Chart {
  /** From where it is seen: an angle around the box, one above its floor, and how large. */
  turn = -2.36;
  tilt = 0.52;
  zoom = 1;
  box = [
    [-0.85, 0.85],
    [-0.75, 0.6],
  ];
  /** @type {import("./kernel/landscapes.js").Landscape} */
  landscape;
  /** The ends of the three axes. @type {number[][]} */
  ends;
  /** The corners of the cells in the box, row by row. @type {number[][][]} */
  corners;
  /** The colours of each cell and its edges. @type {string[][][]} */
  colouring;
  /** @type {{key: string, name: string, places: number[][], ball: number[]}[]} */
  runs;

  /** @param {HTMLElement} element */
  constructor(element) {
    super(element, { x: [0, 1], y: [0, 1] });
    Object.assign(element, { tabIndex: 0, role: "group" });
    element.ariaLabel = "Surface. Arrow keys turn it, plus and minus zoom.";
    this.describe("The landscape as a surface, with the path of the ball.");
    element.addEventListener("keydown", (event) => {
      const zoom = { "+": 1.25, "-": 0.8 }[event.key];
      const [right, up] = ARROWS[event.key] ?? [0, 0];
      if (!zoom && !right && !up) return;
      event.preventDefault();
      this.move(0.2 * right, 0.1 * up, zoom);
    });
    element.addEventListener("wheel", (event) => {
      if (document.activeElement !== element) return; // the page scrolls
      event.preventDefault();
      this.move(0, 0, 1.1 ** -Math.sign(event.deltaY));
    });
    let [x, y] = [0, 0];
    element.addEventListener("pointerdown", (event) => {
      [x, y] = [event.clientX, event.clientY];
      element.setPointerCapture(event.pointerId);
    });
    element.addEventListener("pointermove", (event) => {
      if (!event.buttons) return this.tell(this.at(event));
      this.move((x - event.clientX) / 100, (event.clientY - y) / 100);
      [x, y] = [event.clientX, event.clientY];
    });
    this.points((at) => this.tell(at)); // a finger asks by a tap
    element.addEventListener("pointerleave", () => this.drop("told"));
  }

  /** Turn it, tilt it, make it larger. */
  move(right, up, larger = 1) {
    this.turn += right;
    this.tilt = inside(this.tilt + up, [0.05, 1.5]);
    this.zoom = inside(this.zoom * larger, [0.5, 8]);
    this.drop("told");
    this.drawBox();
    this.drawRuns();
  }

  /**
   * Draw a landscape and runs on it: weights and loss at each step, and of the ball.
   * @param {import("./kernel/landscapes.js").Landscape} landscape
   * @param {{key: string, name: string, places: number[][], ball: number[]}[]} runs
   * @param {boolean} force
   */
  draw(landscape, runs, force) {
    this.runs = runs;
    const same = landscape.python === this.landscape?.python && !force;
    const laid = this.layout(force);
    if (!same) this.build(landscape);
    if (laid || !same) this.drawBox();
    this.drawRuns();
  }

  axes() {} // they turn with the box

  build(landscape) {
    this.landscape = landscape;
    this.drop("");
    this.ends = [...landscape.box, [0, 1]];
    const heights = GRID.flatMap((x) => GRID.map((y) => this.heightOf(landscape.loss(this.weights([x, y])))));
    this.ends[2] = [Math.min(...heights), Math.max(...heights)];
    this.corners = GRID.map((x) => GRID.map((y) => [x, y, this.top([x, y])]));
    const colour = shade(landscape);
    const [low, high, ink] = this.inks();
    const mix = (from, to, share) => from.map((value, c) => value + share * (to[c] - value));
    this.colouring = this.corners.map((row) =>
      row.map((place) => {
        const [w1, w2] = this.weights(place);
        const fill = mix(low, high, colour(w1, w2));
        return [fill, mix(fill, ink, 0.3)].map((each) => `rgb(${each})`);
      }),
    );
  }

  /** The height by which a loss is drawn. */
  heightOf(loss) {
    return this.landscape.steep ? Math.log10(1 + loss) : loss;
  }

  /** The two weights of a place in the box. @param {number[]} place @returns {number[]} */
  weights([x, y]) {
    return [x, y].map((share, i) => this.ends[i][0] + (share + 0.5) * (this.ends[i][1] - this.ends[i][0]));
  }

  /** The place in the box of two weights and a loss. @param {number[]} values @returns {number[]} */
  inBox([w1, w2, loss]) {
    const all = [w1, w2, this.heightOf(loss)];
    const [x, y, z] = this.ends.map(([low, high], i) => (all[i] - low) / (high - low) - 0.5);
    return [x, y, TALL * z];
  }

  /** The height of the surface at a place of the box. @param {number[]} place */
  top(place) {
    const w = this.weights(place);
    return this.inBox([...w, this.landscape.loss(w)])[2];
  }

  /** From the middle of the box to the eye, above its floor. */
  get way() {
    return [Math.cos(this.turn), Math.sin(this.turn)];
  }

  /** Where a place of the box is seen. @param {number[]} place */
  seen([x, y, z]) {
    const [cos, sin] = this.way;
    const near = x * cos + y * sin;
    return [y * cos - x * sin, z * Math.cos(this.tilt) - near * Math.sin(this.tilt)].map((at) => this.zoom * at);
  }

  /** @param {number[]} place */
  pixels(place) {
    const [right, up] = this.seen(place);
    return [this.X(right), this.Y(up)];
  }

  /** Is a place of the box behind the surface? @param {number[]} place */
  hidden([x, y, z]) {
    const [cos, sin] = this.way;
    for (let near = NEAR; ; near += NEAR) {
      const place = [x + near * cos, y + near * sin];
      if (!within(place)) return false;
      if (this.top(place) > z + LIFT + near * Math.tan(this.tilt)) return true;
    }
  }

  /** The place of the surface that is seen somewhere, or nothing. @param {number[]} pointed */
  under(pointed) {
    const [right, up] = pointed.map((value) => value / this.zoom);
    const [cos, sin] = this.way;
    for (let near = 0.75; near > -0.75; near -= 0.002) {
      const place = [near * cos - right * sin, near * sin + right * cos];
      const line = (up + near * Math.sin(this.tilt)) / Math.cos(this.tilt);
      if (within(place) && this.top(place) >= line) return place;
    }
    return undefined;
  }

  /** Say what is seen somewhere. @param {number[]} pointed */
  tell(pointed) {
    const place = this.under(pointed);
    if (!place) return this.drop("told");
    const [w1, w2] = this.weights(place);
    const at = this.seen([...place, this.top(place)]);
    this.dot("told", at, "sim-start", 4);
    const loss = short(this.landscape.loss([w1, w2]), 3);
    this.name("told name", at, `w₁ ${fixed(w1)}, w₂ ${fixed(w2)}, loss ${loss}`);
  }

  /** Paint the cells, from the farthest to the nearest, and draw the axes. */
  drawBox() {
    const { width, height } = this.inner;
    const scale = Math.min(devicePixelRatio || 1, 1.5);
    const context = this.ground(Math.round(width * scale), Math.round(height * scale));
    context.setTransform(scale, 0, 0, scale, -scale * this.X(this.x[0]), -scale * this.Y(this.y[1]));
    const points = this.corners.map((row) => row.map((place) => this.pixels(place)));
    const nearest = this.way.map(Math.sign); // of the four sides
    const [rows, columns] = nearest.map((side) => {
      const order = [...Array(CELLS).keys()];
      return side < 0 ? order.reverse() : order;
    });
    for (const i of rows) {
      for (const j of columns) {
        [context.fillStyle, context.strokeStyle] = this.colouring[i][j];
        context.beginPath();
        for (const [x, y] of [points[i][j], points[i + 1][j], points[i + 1][j + 1], points[i][j + 1]])
          context.lineTo(x, y);
        context.closePath();
        context.fill();
        context.stroke();
      }
    }
    const [x, y] = nearest.map((side) => side / 2);
    const floor = -TALL / 2;
    /** Places along the axes, so far out: two edges of the floor that are near, and the edge at the left. */
    [
      (share, out) => [share, y * out, floor],
      (share, out) => [x * out, share, floor],
      (share, out) => [y * out, -x * out, TALL * share],
    ].forEach((axis, i) => {
      const [low, high] = this.ends[i];
      this.line(
        `axis ${i}`,
        [axis(-0.5, 1), axis(0.5, 1)].map((place) => this.seen(place)),
        "sim-gradient sim-faint",
      );
      ticks([low, high], 5).forEach((value, k) => {
        const share = (value - low) / (high - low) - 0.5;
        if (i === 1 && share * share > 0.2) return; // at its two corners stand the ends of the other axes
        this.text(`axis ${i} ${k}`, this.seen(axis(share, 1.15)), brief(value), { dy: 4 });
      });
      const title = ["w₁", "w₂", this.landscape.steep ? "log₁₀(1 + loss)" : "loss"][i];
      this.text(`title ${i}`, this.seen(axis(...(i < 2 ? [0, 1.4] : [0.6, 1.1]))), title);
    });
  }

  /** Draw the runs; what the surface hides of them is faint. */
  drawRuns() {
    for (const { key, name, places, ball } of this.runs) {
      const known = places.map((each) => this.inBox(each)).filter(within);
      const lines = ["", ""]; // in front of the surface, and behind it
      let [from, before] = [known[0], -1];
      for (const to of [...known, this.inBox(ball)].filter(within)) {
        const pieces = Math.ceil(PIECES * Math.hypot(...to.map((value, i) => value - from[i])));
        for (let k = 1; k <= pieces; k++) {
          const ends = [k - 1, k].map((part) => from.map((value, i) => value + (part / pieces) * (to[i] - value)));
          const [start, end] = ends.map((place) => this.pixels(place).map((each) => each.toFixed(1)));
          const now = Number(this.hidden(ends[1]));
          lines[now] += `${now === before ? "" : `M${start}`}L${end}`;
          before = now;
        }
        from = to;
      }
      this.put(`${key} behind`, "path", { class: `sim-path sim-ahead ${name}`, d: lines[1] });
      this.put(`${key} path`, "path", { class: `sim-path ${name}`, d: lines[0] });
      const open = known.filter((place) => !this.hidden(place));
      this.dots(
        `${key} dots`,
        open.map((place) => this.seen(place)),
        `sim-dots ${name}`,
      );
      if (within(this.inBox(ball))) this.dot(`${key} ball`, this.seen(this.inBox(ball)), `sim-ball ${name}`, 6);
      else this.drop(`${key} ball`);
    }
    if (!this.runs[1]) this.drop("second");
  }
}

/** Is a place above the floor of the box? @param {number[]} place */
const within = ([x, y]) => Math.abs(x) <= 0.5 && Math.abs(y) <= 0.5;
