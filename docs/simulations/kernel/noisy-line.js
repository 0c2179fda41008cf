/** The hundred points of the chapters on descent, gradients of their squared errors, and noisy runs towards their line. */
import { eigenvalues, leastSquares } from "./line.js";
import { generator } from "./random.js";

const thousandths = (list) => list.map((value) => value / 1000);

/** What `rng = np.random.default_rng(1)` and `rng.uniform(0, 10, 100)` give, to three decimals. */
export const x = thousandths([
  5118, 9505, 1442, 9486, 3118, 4233, 8277, 4092, 5496, 276, 7535, 5381, 3297, 7884, 3032, 4535, 1340, 4031, 2035, 2623,
  7504, 2804, 4852, 9807, 9617, 7248, 5412, 2769, 1607, 9699, 5161, 1159, 6235, 7767, 6130, 9173, 396, 5286, 4593, 623,
  6413, 8526, 5929, 2601, 8399, 5095, 5109, 7530, 1479, 8196, 6833, 7871, 1916, 8024, 1913, 816, 8552, 8613, 8765, 4719,
  2740, 71, 6457, 7199, 8356, 2819, 2152, 6393, 8051, 9637, 1505, 4822, 8947, 4227, 5895, 245, 6735, 9191, 8268, 8855,
  6604, 2456, 7685, 2117, 8313, 627, 8255, 1645, 3751, 3167, 6913, 1786, 3963, 58, 2625, 4212, 1059, 6332, 3804, 7253,
]);

/** What `3 * x + 7 + rng.normal(0, 2, 100)` gives then. */
export const y = thousandths([
  23020, 34211, 13050, 35208, 17693, 22137, 32597, 17525, 20459, 11334, 29383, 21767, 17180, 30270, 17800, 20673, 11049,
  17664, 14043, 12802, 30843, 18460, 18506, 31490, 37083, 33839, 21235, 12805, 12997, 34416, 21470, 9780, 26769, 29490,
  25946, 34166, 6498, 22218, 18879, 8884, 23992, 30393, 27702, 14697, 32089, 23308, 21485, 29134, 12288, 32154, 25180,
  32280, 11568, 28959, 10939, 8665, 35911, 30487, 33616, 16882, 15218, 9012, 25898, 27339, 32530, 16857, 14784, 30125,
  31570, 34725, 11264, 21321, 34059, 19621, 25033, 4393, 28863, 33423, 29458, 34841, 29445, 15353, 30378, 11486, 37681,
  10642, 29486, 10376, 18428, 13393, 28077, 11439, 21340, 9099, 9452, 19719, 6943, 28214, 18749, 29856,
]);

const average = (list) => list.reduce((sum, each) => sum + each, 0) / list.length;
const [MEAN, SQUARE] = [average(x), average(x.map((each) => each * each))];
const BEST = leastSquares(x, y);
const ERRORS = x.map((each, i) => BEST[0] * each + BEST[1] - y[i]); // at least squares
const DEVIATION = Math.sqrt(SQUARE - MEAN * MEAN);

/** The rate from which on descent over all points diverges. */
export const BOUND = 2 / eigenvalues(x)[1];

/**
 * The gradient of each case alone, with x standardised, at the weights where the mean of all is `mean`: as far from least
 * squares as half of it.
 * @param {number[]} mean
 * @returns {number[][]}
 */
export const gradients = (mean) =>
  x.map((each, i) => {
    const unit = (each - MEAN) / DEVIATION;
    const slope = mean[0] * unit + mean[1] + 2 * ERRORS[i]; // twice the error
    return [slope * unit, slope];
  });

/** How far gradients are from their mean: the root of the mean square. @param {number[][]} each @param {number[]} mean */
export const spread = (each, mean) => Math.sqrt(average(each.map(([a, b]) => (a - mean[0]) ** 2 + (b - mean[1]) ** 2)));

/** A batch: so many cases, each of them any case, and the mean of their gradients. */
export function batch(each, size, random) {
  const [rows, mean] = [[], [0, 0]];
  for (let i = 0; i < size; i++) {
    const row = random.below(each.length);
    rows.push(row);
    mean[0] += each[row][0] / size;
    mean[1] += each[row][1] / size;
  }
  return { rows, mean };
}

/** How much higher than the least the loss is. @param {number} w slope, less the best @param {number} b likewise */
const gap = (w, b) => w * w * SQUARE + 2 * w * b * MEAN + b * b;

/**
 * Descent from zero, a step for each rate: how much higher than the least the loss is, before each and after the last.
 * @param {number[]} rates
 * @param {number} [seed] of the random batches of ten; without one, each step takes all points
 */
export function run(rates, seed) {
  const random = seed === undefined ? undefined : generator(seed);
  let [w, b] = [-BEST[0], -BEST[1]];
  const gaps = [gap(w, b)];
  for (const rate of rates) {
    let [byW, byB] = [w * SQUARE + b * MEAN, w * MEAN + b];
    if (random) {
      byW = byB = 0;
      for (let i = 0; i < 10; i++) {
        const row = random.below(x.length);
        const error = w * x[row] + b + ERRORS[row];
        byW += (error * x[row]) / 10;
        byB += error / 10;
      }
    }
    w -= 2 * rate * byW;
    b -= 2 * rate * byB;
    gaps.push(gap(w, b));
  }
  return gaps;
}

/** The median of an odd number of values. @param {number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[(values.length - 1) / 2];
