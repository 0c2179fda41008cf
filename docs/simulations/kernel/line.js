/** A straight line through points: its mean squared error, gradient, curvatures and least-squares fit. */

/** Sums that everything else needs: n, means, and the means of x² and xy. */
export function moments(x, y) {
  const average = (list) => list.reduce((sum, each) => sum + each, 0) / list.length;
  return {
    x: average(x),
    y: average(y),
    xx: average(x.map((each) => each * each)),
    xy: average(x.map((each, i) => each * y[i])),
  };
}

/** The mean of squared errors of the line w x + b. @param {number[]} weights @param {number[]} x @param {number[]} y */
export const loss = ([w, b], x, y) =>
  x.reduce((sum, each, i) => sum + (w * each + b - y[i]) * (w * each + b - y[i]), 0) / x.length;

/**
 * Its derivatives by w and by b.
 * @param {number[]} weights
 * @param {number[]} x
 * @param {number[]} y
 * @returns {number[]}
 */
export function gradient([w, b], x, y) {
  let [byW, byB] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const error = w * x[i] + b - y[i];
    byW += error * x[i];
    byB += error;
  }
  return [(2 * byW) / x.length, (2 * byB) / x.length];
}

/** The eigenvalues of the Hessian [2 mean x², 2 mean x; 2 mean x, 2], the smaller first. @returns {number[]} */
export function eigenvalues(x) {
  const { x: mean, xx } = moments(x, x);
  const root = Math.sqrt((xx - 1) * (xx - 1) + 4 * mean * mean);
  const largest = xx + 1 + root;
  return [(4 * (xx - mean * mean)) / largest, largest]; // the product is 4 times the variance
}

/** Slope and intercept with the least loss. @returns {number[]} */
export function leastSquares(x, y) {
  const { x: mx, y: my, xx, xy } = moments(x, y);
  const w = (xy - mx * my) / (xx - mx * mx);
  return [w, my - w * mx];
}
