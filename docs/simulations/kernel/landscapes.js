/**
 * The landscapes of the simulations: losses with their gradients, as plain sums and products, so that JavaScript and
 * Python round alike. A landscape of two weights takes and returns [w1, w2]; one of a single weight, [x].
 *
 * @typedef {object} Landscape
 * @property {string} name
 * @property {(w: number[]) => number} loss
 * @property {(w: number[]) => number[]} gradient
 * @property {number[]} [eigenvalues] of the Hessian, where it is the same everywhere
 * @property {boolean} [steep] its walls hide its floor, unless heights are drawn as logarithms
 * @property {number[][]} [directions] the unit eigenvectors that belong to them
 * @property {number[][]} minima the lowest points, the global one first; empty where there is none
 * @property {number[]} [maxima] of a landscape of one weight: where its valleys end
 * @property {number[][]} box what is shown: [[low, high] of w1, [low, high] of w2]
 * @property {string} python source of `loss(w)` and `gradient(w)`
 */

const TURNED = [0.8, 0.6]; // by the angle of the triangle 3, 4, 5

const quartic = (t) => t * t * t * t - 3 * t * t + 0.5 * t;
const quarticSlope = (t) => 4 * t * t * t - 6 * t + 0.5;

/** The stationary points of t⁴ - 3t² + t/2, lowest first: the roots of 4t³ - 6t + 1/2 by Viète's formula. */
export const STATIONARY = [0, 1, 2]
  .map((k) => 2 * Math.SQRT1_2 * Math.cos((Math.acos(-Math.SQRT2 / 8) - 2 * Math.PI * k) / 3))
  .sort((a, b) => a - b);
const [LEFT, TOP, RIGHT] = STATIONARY;

const AXES = [
  [1, 0],
  [0, 1],
];
/** What is shown of most: as far in all directions. */
const SQUARE = [
  [-4, 4],
  [-4, 4],
];

/** ½ (w1² + w2²): both curvatures are 1. @returns {Landscape} */
export const bowl = () => ({
  name: "Bowl",
  loss: ([x, y]) => 0.5 * (x * x + y * y),
  gradient: ([x, y]) => [x, y],
  eigenvalues: [1, 1],
  directions: AXES,
  minima: [[0, 0]],
  box: SQUARE,
  python: `def loss(w):
    x, y = w
    return 0.5 * (x * x + y * y)


def gradient(w):
    x, y = w
    return [x, y]
`,
});

/**
 * A valley with curvature 1 along its floor and `condition` across; its floor lies in a direction of length 1.
 * @returns {Landscape}
 */
export const valley = (condition, [cos, sin] = TURNED) => ({
  name: "Elongated valley",
  loss: ([x, y]) => {
    const along = cos * x + sin * y;
    const across = cos * y - sin * x;
    return 0.5 * (along * along + condition * across * across);
  },
  gradient: ([x, y]) => {
    const along = cos * x + sin * y;
    const across = condition * (cos * y - sin * x);
    return [cos * along - sin * across, sin * along + cos * across];
  },
  eigenvalues: [1, condition],
  directions: [
    [cos, sin],
    [-sin, cos],
  ],
  minima: [[0, 0]],
  box: SQUARE,
  python: `def loss(w):
    along, across = ${cos} * w[0] + ${sin} * w[1], ${cos} * w[1] - ${sin} * w[0]
    return 0.5 * (along * along + ${condition} * across * across)


def gradient(w):
    along = ${cos} * w[0] + ${sin} * w[1]
    across = ${condition} * (${cos} * w[1] - ${sin} * w[0])
    return [${cos} * along - ${sin} * across, ${sin} * along + ${cos} * across]
`,
});

/** The quartic of the chapter on landscapes in each weight: four minima, one of them global. @returns {Landscape} */
export const severalMinima = () => ({
  name: "Several minima",
  loss: ([x, y]) => quartic(x) + quartic(y),
  gradient: ([x, y]) => [quarticSlope(x), quarticSlope(y)],
  minima: [
    [LEFT, LEFT],
    [LEFT, RIGHT],
    [RIGHT, LEFT],
    [RIGHT, RIGHT],
  ],
  box: [
    [-2.2, 2.2],
    [-2.2, 2.2],
  ],
  python: `def loss(w):
    return sum(t * t * t * t - 3 * t * t + 0.5 * t for t in w)


def gradient(w):
    return [4 * t * t * t - 6 * t + 0.5 for t in w]
`,
});

/** Rosenbrock's valley (1 - w1)² + 100 (w2 - w1²)², lowest at (1, 1). @returns {Landscape} */
export const rosenbrock = () => ({
  name: "Rosenbrock",
  steep: true,
  loss: ([x, y]) => {
    const above = y - x * x;
    return (1 - x) * (1 - x) + 100 * above * above;
  },
  gradient: ([x, y]) => {
    const above = y - x * x;
    return [2 * (x - 1) - 400 * x * above, 200 * above];
  },
  minima: [[1, 1]],
  box: [
    [-2, 2],
    [-1, 3],
  ],
  python: `def loss(w):
    x, above = w[0], w[1] - w[0] * w[0]
    return (1 - x) * (1 - x) + 100 * above * above


def gradient(w):
    x, above = w[0], w[1] - w[0] * w[0]
    return [2 * (x - 1) - 400 * x * above, 200 * above]
`,
});

/** ½ (w1² - w2²): up in one direction, down for ever in the other. @returns {Landscape} */
export const saddle = () => ({
  name: "Saddle",
  loss: ([x, y]) => 0.5 * (x * x - y * y),
  gradient: ([x, y]) => [x, -y],
  eigenvalues: [1, -1],
  directions: AXES,
  minima: [],
  box: SQUARE,
  python: `def loss(w):
    x, y = w
    return 0.5 * (x * x - y * y)


def gradient(w):
    x, y = w
    return [x, -y]
`,
});

/** x²: one minimum, curvature 2. @returns {Landscape} */
export const convex = () => ({
  name: "Convex",
  loss: ([x]) => x * x,
  gradient: ([x]) => [2 * x],
  eigenvalues: [2],
  directions: [[1]],
  minima: [[0]],
  maxima: [],
  box: [[-2.2, 2.2]],
  python: `def loss(x):
    return x * x


def gradient(x):
    return 2 * x
`,
});

/** x⁴ - 3x² + x/2, the quartic of the chapter on landscapes. @returns {Landscape} */
export const twoMinima = () => ({
  name: "Two minima",
  loss: ([x]) => quartic(x),
  gradient: ([x]) => [quarticSlope(x)],
  minima: [[LEFT], [RIGHT]],
  maxima: [TOP],
  box: [[-2.2, 2.2]],
  python: `def loss(x):
    return x * x * x * x - 3 * x * x + 0.5 * x


def gradient(x):
    return 4 * x * x * x - 6 * x + 0.5
`,
});

const WIDTH = 2.2; // of the landscape with many minima, to each side

/**
 * Chebyshev's polynomial of degree 8 and its slope at s, by the recurrence, so that rounding is the same everywhere.
 */
function chebyshev(s) {
  let [before, value, beforeSlope, slope] = [1, s, 0, 1];
  for (let degree = 2; degree <= 8; degree++) {
    [before, value, beforeSlope, slope] = [
      value,
      2 * s * value - before,
      slope,
      2 * value + 2 * s * slope - beforeSlope,
    ];
  }
  return [value, slope];
}

/** Four valleys of equal depth, tilted: Chebyshev's polynomial T₈(x / 2.2) + 0.25 x. @returns {Landscape} */
export const manyMinima = () => {
  const loss = (/** @type {number[]} */ [x]) => chebyshev(x / WIDTH)[0] + 0.25 * x;
  const gradient = (/** @type {number[]} */ [x]) => [chebyshev(x / WIDTH)[1] / WIDTH + 0.25];
  const minima = [1, 3, 5, 7].map((k) => [lowest((x) => gradient([x])[0], WIDTH * Math.cos((Math.PI * k) / 8))]);
  return {
    name: "Many minima",
    loss,
    gradient,
    minima: minima.sort((a, b) => loss(a) - loss(b)),
    maxima: [6, 4, 2].map((k) => lowest((x) => -gradient([x])[0], WIDTH * Math.cos((Math.PI * k) / 8))),
    box: [[-2.2, 2.2]],
    python: `def chebyshev(s):
    """Return the polynomial of degree 8 and its slope."""
    before, value, before_slope, slope = 1, s, 0, 1
    for _ in range(7):
        before_slope, slope = slope, 2 * value + 2 * s * slope - before_slope
        before, value = value, 2 * s * value - before
    return value, slope


def loss(x):
    return chebyshev(x / 2.2)[0] + 0.25 * x


def gradient(x):
    return chebyshev(x / 2.2)[1] / 2.2 + 0.25
`,
  };
};

/** x⁴ - 4x³/3: flat at 0, where it goes on falling, and lowest at 1. @returns {Landscape} */
export const flatInflection = () => ({
  name: "Flat inflection",
  loss: ([x]) => x * x * x * x - (4 / 3) * x * x * x,
  gradient: ([x]) => [4 * x * x * (x - 1)],
  minima: [[1]],
  maxima: [],
  box: [[-1.2, 1.8]],
  python: `def loss(x):
    return x * x * x * x - (4 / 3) * x * x * x


def gradient(x):
    return 4 * x * x * (x - 1)
`,
});

/** Return the root of a rising slope near x, by halving an interval of ±0.2 around it. */
function lowest(slope, x) {
  let [low, high] = [x - 0.2, x + 0.2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
