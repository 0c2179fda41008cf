/**
 * The optimizers of the simulations, in PyTorch's conventions, and what eigenvalues say of them on a quadratic loss.
 * They compute what `gradient_descent`, `heavy_ball`, `nesterov`, `adagrad`, `rmsprop`, `adam` and `amsgrad` of the
 * book's programs compute.
 *
 * @typedef {object} State
 * @property {number[]} w the weights
 * @property {number} steps taken so far
 * @property {number[]} mean velocity, or Adam's average of gradients
 * @property {number[]} square average of squared gradients, or AdaGrad's sum of them
 * @property {number[]} largest average of squares so far, which AMSGrad keeps
 */

const DECAY = 0.99; // RMSProp
const BETA1 = 0.9; // Adam
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** @returns {State} the state before the first step */
export const begin = (w) => ({ w, steps: 0, mean: w.map(() => 0), square: w.map(() => 0), largest: w.map(() => 0) });

/** What an optimizer divides the step of a weight by: a root of its squares, or 1. @param {State} state */
export function divisor({ steps, square, largest }, i, optimizer) {
  if (optimizer === "AdaGrad") return Math.sqrt(square[i]) + 1e-10;
  if (optimizer === "RMSProp") return Math.sqrt(square[i]) + EPSILON;
  if (!optimizer.startsWith("A")) return 1;
  const squares = optimizer === "AMSGrad" ? largest[i] : square[i];
  return Math.sqrt(squares / (1 - BETA2 ** steps)) + EPSILON;
}

/**
 * Take one step; the state that is given stays as it is.
 * @param {State} state
 * @param {number[]} gradient at state.w
 * @param {{optimizer: string, rate: number, momentum: number}} settings
 * @returns {State}
 */
export function step({ w, steps, mean, square, largest }, gradient, { optimizer, rate, momentum }) {
  /** @type {State} */
  const next = { w: [], steps: steps + 1, mean: [...mean], square: [...square], largest: [...largest] };
  for (let i = 0; i < w.length; i++) {
    const g = gradient[i];
    let top = g;
    if (optimizer === "Momentum" || optimizer === "Nesterov") {
      next.mean[i] = momentum * mean[i] + g;
      top = optimizer === "Nesterov" ? g + momentum * next.mean[i] : next.mean[i];
    } else if (optimizer === "AdaGrad") next.square[i] = square[i] + g * g;
    else if (optimizer === "RMSProp") next.square[i] = DECAY * square[i] + (1 - DECAY) * (g * g);
    else if (optimizer !== "Gradient descent") {
      next.mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
      next.square[i] = BETA2 * square[i] + (1 - BETA2) * (g * g);
      next.largest[i] = Math.max(largest[i], next.square[i]);
      top = next.mean[i] / (1 - BETA1 ** next.steps);
    }
    next.w[i] = w[i] - (rate * top) / divisor(next, i, optimizer);
  }
  return next;
}

/**
 * The roots of z² - trace z + product, as [real, imaginary] pairs: what multiplies the distance from the minimum.
 * @returns {number[][]}
 */
function roots(trace, product) {
  const discriminant = (trace * trace) / 4 - product;
  if (discriminant < 0)
    return [
      [trace / 2, Math.sqrt(-discriminant)],
      [trace / 2, -Math.sqrt(-discriminant)],
    ];
  const large = trace / 2 + Math.sign(trace || 1) * Math.sqrt(discriminant);
  return [
    [large, 0],
    [large ? product / large : 0, 0],
  ];
}

/** The factors of one step along a direction of curvature `eigenvalue`; null for an optimizer that has none. */
function factors(optimizer, eigenvalue, rate, momentum) {
  const kept = 1 - rate * eigenvalue;
  if (optimizer === "Gradient descent") return [[kept, 0]];
  if (optimizer === "Momentum") return roots(kept + momentum, momentum);
  if (optimizer === "Nesterov") return roots((1 + momentum) * kept, momentum * kept);
  return null;
}

const size = ([real, imaginary]) => Math.hypot(real, imaginary);

/**
 * The largest share of the distance, over all directions, that a step keeps in the long run; null where theory has
 * none.
 */
export function slowest(optimizer, eigenvalues, rate, momentum) {
  const all = eigenvalues.map((eigenvalue) => factors(optimizer, eigenvalue, rate, momentum));
  return all.includes(null) ? null : Math.max(...all.flat().map(size));
}

/**
 * What eigenvalues say of a run on a quadratic: "steady", "overshooting", "round" or "diverges"; null where theory has
 * no word.
 * @param {string} optimizer
 * @param {number[]} eigenvalues of the Hessian
 */
export function fate(optimizer, eigenvalues, rate, momentum) {
  const largest = slowest(optimizer, eigenvalues, rate, momentum);
  if (largest === null) return null;
  if (largest > 1 + 1e-12) return "diverges";
  if (largest >= 1 - 1e-12) return "round";
  const reach = optimizer === "Nesterov" ? 1 + momentum : 1; // its first step can overshoot where no factor says so
  if (eigenvalues.some((eigenvalue) => rate * eigenvalue * reach > 1 + 1e-12)) return "overshooting";
  const all = eigenvalues.flatMap((eigenvalue) => factors(optimizer, eigenvalue, rate, momentum));
  return all.every(([real, imaginary]) => real >= -1e-12 && Math.abs(imaginary) < 1e-7) ? "steady" : "overshooting";
}

/**
 * The rates that the slider marks, where all eigenvalues are positive and theory has a word.
 * @returns {[number, string][]} rate and formula
 */
export function marks(optimizer, eigenvalues, momentum) {
  const [least, most] = [Math.min(...eigenvalues), Math.max(...eigenvalues)];
  if (least <= 0) return [];
  if (optimizer === "Momentum") return [[(2 * (1 + momentum)) / most, "2(1+β)/λ_max"]];
  if (optimizer === "Nesterov") return [[(2 * (1 + momentum)) / (1 + 2 * momentum) / most, "2(1+β)/((1+2β)λ_max)"]];
  if (optimizer !== "Gradient descent") return [];
  return [
    [1 / most, "1/λ_max"],
    [2 / (most + least), "2/(λ_max+λ_min)"],
    [2 / most, "2/λ_max"],
  ];
}

/**
 * Where on a slider from `low` to `high` which word holds, found by looking: up to which rate, and the word.
 * @param {(rate: number) => string | null} word
 * @returns {[number, string][]}
 */
export function zones(word, low, high) {
  const [grid, most, found] = [80, 6, []];
  let [from, now] = [low, word(low)];
  if (!now) return [];
  for (let i = 1; i <= grid; i++) {
    const next = low * (high / low) ** (i / grid);
    while (word(next) !== now && found.length < most) {
      let [before, after] = [from, next];
      for (let j = 0; j < 50; j++) {
        const middle = Math.sqrt(before * after);
        if (word(middle) === now) before = middle;
        else after = middle;
      }
      found.push([after, now]);
      from = after * (1 + 1e-9); // beyond a rate at which it goes round
      now = word(from);
    }
    from = Math.max(from, next);
  }
  return [...found, [high, now]];
}

/**
 * The loss after some steps; infinite where the run has left all bounds.
 * @param {import("./landscapes.js").Landscape} landscape
 * @param {number[]} start
 * @param {{optimizer: string, rate: number, momentum: number}} settings
 * @param {number} steps
 */
export function lossAfter({ loss, gradient }, start, settings, steps) {
  let state = begin(start);
  const near = () => Math.hypot(...state.w) < 1e8;
  for (let i = 0; i < steps && near(); i++) state = step(state, gradient(state.w), settings);
  const last = near() ? loss(state.w) : Number.POSITIVE_INFINITY;
  return Math.abs(last) < 1e16 ? last : Number.POSITIVE_INFINITY;
}
