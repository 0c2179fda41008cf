/** What simulations share on which balls move over a landscape of two weights: the landscapes, the starts, the map. */
import { Chart } from "./chart.js";
import { bowl, rosenbrock, saddle, severalMinima, valley } from "./kernel/landscapes.js";
import { fixed, inside } from "./kernel/words.js";

const VALLEY = { Corner: [-3.5, 2.5], Middle: [1.5, 1], "Near the minimum": [0.2, -0.1] };
const STARTS = {
  "Several minima": { Corner: [2, 2], Middle: [0.1, 0.2], "Near the minimum": [-1.1, -1.4] },
  Rosenbrock: { Corner: [-1.5, 2.5], Middle: [0, 0], "Near the minimum": [1.1, 1.1] },
  Saddle: { Corner: [-3.5, 0.5], Middle: [1.5, 0.001], "Near the minimum": [0.2, 0] },
};
const MAKE = {
  Bowl: bowl,
  "Elongated valley": valley,
  "Straight valley": (kappa) => valley(kappa, [1, 0]),
  "Several minima": severalMinima,
  Rosenbrock: rosenbrock,
  Saddle: saddle,
};
const FAR = 1e8; // a ball so far out, or a loss so large in size, has diverged

/** @param {Record<string, any>} state speaks of it @returns {import("./kernel/landscapes.js").Landscape} */
export const landscapeOf = ({ landscape, kappa }) => MAKE[landscape](kappa);

/** Where a state lets balls start. */
export const startOf = (state) =>
  state.start === "Chosen on the map" ? [state.w1, state.w2] : (STARTS[state.landscape] ?? VALLEY)[state.start];

export const norm = (/** @type {number[]} */ vector) => Math.hypot(...vector);

/**
 * What is known of a state.
 * @param {import("./kernel/landscapes.js").Landscape} landscape
 * @param {import("./kernel/optimizers.js").State} state
 */
export const measure = (landscape, state) => ({
  step: state.steps,
  state,
  w: state.w,
  loss: landscape.loss(state.w),
  gradient: landscape.gradient(state.w),
});

/** Would a ball at w be out of all bounds? @param {import("./kernel/landscapes.js").Landscape} landscape */
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
export function shade(landscape) {
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
  /** @type {import("./kernel/landscapes.js").Landscape} */
  landscape;
  /** @type {number[]} */
  start;

  /** @param {import("./stage.js").Stage} stage @param {Element} element */
  constructor(stage, element) {
    super(element, { x: [-4, 4], y: [-4, 4], xTitle: "w₁", yTitle: "w₂" });
    this.stage = stage;
    this.points((w) => this.place(w));
    this.takesStart("start", "Start");
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
    return this.landscape.box.map((ends, i) => inside(w[i], ends));
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
    this.box = landscape.box;
    if (!this.painted.startsWith(landscape.name)) this.drop("minimum");
    const laid = this.layout(force);
    this.repaint(landscape.name + landscape.python, () => shade(landscape), laid, force);
    landscape.minima.forEach((place, i) => {
      this.cross(`minimum ${i}`, place);
    });
    this.dot("start", start, "sim-start", 4);
    this.name("start name", start, stage.at > 0 ? "start" : "");
    this.hold("start", start);
  }
}
