/** What simulations share on which balls move over a landscape of two weights: the landscapes, the starts, the map. */
import { Chart } from "./chart.js";
import { fixed } from "./format.js";
import * as landscapes from "./kernel/landscapes.js";

const VALLEY = { Corner: [-3.5, 2.5], Middle: [1.5, 1], "Near the minimum": [0.2, -0.1] };
const STARTS = {
  "Several minima": { Corner: [2, 2], Middle: [0.1, 0.2], "Near the minimum": [-1.1, -1.4] },
  Rosenbrock: { Corner: [-1.5, 2.5], Middle: [0, 0], "Near the minimum": [1.1, 1.1] },
  Saddle: { Corner: [-3.5, 0.5], Middle: [1.5, 0.001], "Near the minimum": [0.2, 0] },
};
const MAKE = {
  Bowl: landscapes.bowl,
  "Elongated valley": landscapes.valley,
  "Straight valley": (kappa) => landscapes.valley(kappa, [1, 0]),
  "Several minima": landscapes.severalMinima,
  Rosenbrock: landscapes.rosenbrock,
  Saddle: landscapes.saddle,
};
const FAR = 1e8; // a ball so far out, or a loss so large in size, has diverged
const NEW = 12; // steps whose trace is fresh
const ROUGH = 150; // milliseconds after which a landscape that a hand moves is painted in full

/** @param {Record<string, any>} state speaks of it @returns {landscapes.Landscape} */
export const landscapeOf = ({ landscape, kappa }) => MAKE[landscape](kappa);

/** Where a state lets balls start. */
export const startOf = (state) =>
  state.start === "Chosen on the map" ? [state.w1, state.w2] : (STARTS[state.landscape] ?? VALLEY)[state.start];

export const norm = (/** @type {number[]} */ vector) => Math.hypot(...vector);

/**
 * What is known of a state.
 * @param {landscapes.Landscape} landscape
 * @param {import("./kernel/optimizers.js").State} state
 */
export const measure = (landscape, state) => ({
  step: state.steps,
  state,
  w: state.w,
  loss: landscape.loss(state.w),
  gradient: landscape.gradient(state.w),
});

/** Would a ball at w be out of all bounds? @param {landscapes.Landscape} landscape */
export const isFar = (landscape, w) => !(norm(w) < FAR) || !(Math.abs(landscape.loss(w)) < FAR * FAR);

/**
 * What each optimizer remembers, and what it does in Python for the weight i, whose slope is g.
 * @type {Record<string, [string[], ...string[]]>}
 */
export const IN_PYTHON = {
  "Gradient descent": [[], "w[i] -= learning_rate * g"],
  Momentum: [["velocity"], "velocity[i] = momentum * velocity[i] + g", "w[i] -= learning_rate * velocity[i]"],
  Nesterov: [
    ["velocity"],
    "velocity[i] = momentum * velocity[i] + g",
    "w[i] -= learning_rate * (g + momentum * velocity[i])",
  ],
  AdaGrad: [["square"], "square[i] += g * g", "w[i] -= learning_rate * g / (math.sqrt(square[i]) + 1e-10)"],
  RMSProp: [
    ["square"],
    "square[i] = 0.99 * square[i] + (1 - 0.99) * (g * g)",
    "w[i] -= learning_rate * g / (math.sqrt(square[i]) + 1e-8)",
  ],
  Adam: adam("square"),
  AMSGrad: adam("largest", "largest[i] = max(largest[i], square[i])"),
};

/** @returns {[string[], ...string[]]} */
function adam(squares, ...lines) {
  return [
    ["mean", ...new Set(["square", squares])],
    "mean[i] = 0.9 * mean[i] + (1 - 0.9) * g",
    "square[i] = 0.999 * square[i] + (1 - 0.999) * (g * g)",
    ...lines,
    "corrected = mean[i] / (1 - 0.9**step)",
    `root = math.sqrt(${squares}[i] / (1 - 0.999**step))`,
    "w[i] -= learning_rate * corrected / (root + 1e-8)",
  ];
}

/** Heights between 0 and 1 for the colours of the map: equal steps of the logarithm, so that valley floors show. */
function shade(landscape) {
  const [[left, right], [low, high]] = landscape.box;
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i <= 40; i++) {
    for (let j = 0; j <= 40; j++) {
      const loss = landscape.loss([left + (i / 40) * (right - left), low + (j / 40) * (high - low)]);
      [least, most] = [Math.min(least, loss), Math.max(most, loss)];
    }
  }
  if (landscape.name === "Saddle" || landscape.name === "Several minima") {
    return (x, y) => (landscape.loss([x, y]) - least) / (most - least);
  }
  const unit = (most - least) / (landscape.name === "Rosenbrock" ? 3000 : 200);
  const top = Math.log1p((most - least) / unit);
  return (x, y) => Math.log1p(Math.max(0, landscape.loss([x, y]) - least) / unit) / top;
}

/** The map of a landscape, on which a reader chooses where balls start. */
export class Plane extends Chart {
  /** @type {landscapes.Landscape} */
  landscape;
  /** @type {number[]} */
  start;
  /** For which landscape it was painted. */
  painted = "";
  /** @type {number | undefined} soon it is painted in full */
  roughly;

  /** @param {import("./stage.js").Stage} stage @param {Element} element */
  constructor(stage, element) {
    super(element, { x: [-4, 4], y: [-4, 4], xTitle: "w₁", yTitle: "w₂" });
    this.stage = stage;
    stage.signal.addEventListener("abort", () => clearTimeout(this.roughly));
    this.points((w) => this.place(w));
    this.takesStart("start", "Start. Arrow keys move it, with shift farther.");
  }

  /** Let a reader drag something: with it goes the start. */
  takesStart(key, label) {
    const nudge = (right, up, far) => {
      const part = far ? 0.1 : 0.02;
      const [w1, w2] = this.start;
      this.place([w1 + right * part * (this.x[1] - this.x[0]), w2 + up * part * (this.y[1] - this.y[0])]);
    };
    this.handle(key, label, (w) => this.place(w), nudge);
  }

  /** Begin with the landscape and the start of the state. */
  begin() {
    const { state } = this.stage;
    this.landscape = landscapeOf(state);
    if (state.start === "Chosen on the map") [state.w1, state.w2] = this.inside([state.w1, state.w2]);
    this.start = startOf(state);
  }

  /** The nearest place on the map. */
  inside(w) {
    return this.landscape.box.map(([low, high], i) => Math.min(high, Math.max(low, w[i])));
  }

  /** Put the start somewhere on the map. */
  place(w) {
    const [w1, w2] = this.inside(w).map((value) => Number(value.toFixed(3)));
    this.stage.change({ start: "Chosen on the map", w1, w2 });
  }

  /** Say where a handle is. */
  hold(key, w) {
    super.hold(key, w, `w₁ ${fixed(w[0], 2)}, w₂ ${fixed(w[1], 2)}`);
  }

  /** Draw the landscape, the minima and the start. */
  land(force) {
    const { landscape, stage, start } = this;
    [this.x, this.y] = landscape.box;
    if (!this.painted.startsWith(landscape.name)) this.drop("minimum");
    this.repaint(this.layout(force), force);
    landscape.minima.forEach(([x, y], i) => {
      this.put(`minimum ${i}`, "path", { class: "sim-minimum", d: cross(this.X(x), this.Y(y)) });
    });
    this.dot("start", start, "sim-start", 4);
    if (stage.at > 0) this.name("start name", start, "start");
    else this.drop("start name");
    this.hold("start", start);
  }

  /** Paint the landscape: at once in full where forced, else roughly, for a hand may move it, and in full later. */
  repaint(laid, force) {
    const { landscape, painted } = this;
    const key = landscape.name + landscape.python;
    if (!laid && painted === key) return;
    const full = force || !painted;
    clearTimeout(this.roughly);
    this.paint(shade(landscape), !full);
    this.painted = key;
    if (!full) this.roughly = setTimeout(() => this.paint(shade(landscape)), ROUGH);
  }

  /** Where the ball of a run is now, between two steps where it moves. @param {import("./kernel/path.js").Path} run */
  ballOf({ entries, last }) {
    const { stage } = this;
    const step = Math.min(stage.step, last);
    const [from, to] = [entries[step].w, entries[Math.min(step + 1, last)].w];
    const share = stage.at - stage.step;
    return from.map((value, i) => value + share * (to[i] - value));
  }

  /**
   * Draw a run: what comes, faint; what was, paler the older it is; and where it leaves, which is returned.
   * @param {string} key
   * @param {import("./kernel/path.js").Path} path
   * @param {string} name its class
   * @param {string} words beside the place where it leaves
   * @param {boolean} [dots] one for each step
   */
  run(key, path, name, words, dots = true) {
    const { stage, landscape } = this;
    const known = path.between(0, stage.last);
    const within = ({ w }) => w.every((value, i) => value >= landscape.box[i][0] && value <= landscape.box[i][1]);
    const out = known[known.findLastIndex(within) + 1]; // it does not come back: from here on it is not drawn
    const until = out?.step ?? stage.last;
    const places = (from, to) => path.between(from, Math.min(to, until)).map(({ w }) => w);
    const step = Math.min(stage.step, path.last);
    const here = step < until ? [this.ballOf(path)] : [];
    const fresh = Math.max(0, Math.min(step, until) - NEW);
    this.line(`${key} ahead`, [...here, ...places(step + 1, until)], `sim-path sim-ahead ${name}`);
    this.line(`${key} old`, places(0, fresh), `sim-path sim-old ${name}`);
    this.line(`${key} path`, [...places(fresh, step), ...here], `sim-path ${name}`);
    if (dots) this.dots(`${key} dots`, places(0, step), `sim-dots ${name}`);
    else this.drop(`${key} dots`);
    return this.leaves(`${key} exit`, places(0, until), name, words);
  }
}

const cross = (x, y) => `M${x - 5},${y - 5}l10,10m0,-10l-10,10`;
