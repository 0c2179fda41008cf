/** Three losses for numbers: how hard an error pulls, and the number that many observations pull into balance. */

const DELTA = 100; // of Huber's loss, in the unit of the errors

/** The slope of each loss at an error. @type {Record<string, (error: number) => number>} */
export const SLOPES = {
  squared: (error) => 2 * error,
  absolute: Math.sign,
  Huber: (error) => Math.max(-DELTA, Math.min(DELTA, error)),
};

/** The share that each observation has of all pulls on a number, whatever their signs. @param {number[]} observed */
export function shares(loss, observed, at) {
  const pulls = observed.map((each) => Math.abs(SLOPES[loss](at - each)));
  const total = pulls.reduce((sum, each) => sum + each, 0);
  return pulls.map((pull) => pull / total);
}

/** The number with the least loss, at which the pulls cancel: it is halved in on. @param {number[]} observed */
export function answer(loss, observed) {
  let [low, high] = [Math.min(...observed), Math.max(...observed)];
  for (;;) {
    const middle = (low + high) / 2;
    const slope = observed.reduce((sum, each) => sum + SLOPES[loss](middle - each), 0);
    if (slope === 0 || middle === low || middle === high) return middle;
    if (slope > 0) high = middle;
    else low = middle;
  }
}
