/** Groups of points in the plane: k-means in its two halves, classifiers, and how to judge them. A point is [x, y]. */

/** @param {number[]} p @param {number[]} q */
const squared = ([a, b], [c, d]) => (a - c) * (a - c) + (b - d) * (b - d);

/** The index of the nearest of some points; the first where several are as near. */
function nearest(point, points) {
  let best = 0;
  for (let i = 1; i < points.length; i++) if (squared(point, points[i]) < squared(point, points[best])) best = i;
  return best;
}

/**
 * First half of a round of k-means: each point goes to its nearest centre.
 * @returns {number[]} a centre's index for each point
 */
export const assign = (points, centres) => points.map((point) => nearest(point, centres));

/** Second half: each centre moves to the mean of its points; one without points stays. @returns {number[][]} */
export const move = (points, groups, centres) =>
  centres.map((centre, k) => mean(points.filter((_, i) => groups[i] === k)) ?? centre);

function mean(points) {
  if (!points.length) return undefined;
  const [x, y] = points.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  return [x / points.length, y / points.length];
}

/** The sum of squared distances of points to their centres. */
export const inertia = (points, groups, centres) =>
  points.reduce((sum, point, i) => sum + squared(point, centres[groups[i]]), 0);

/**
 * The mean silhouette (Rousseeuw 1987): how much nearer points are to their own group than to the next one, from -1 to
 * 1; null where there are fewer than two groups. A point that is alone in its group counts 0.
 */
export function silhouette(points, groups) {
  const names = [...new Set(groups)];
  if (names.length < 2) return null;
  const sizes = Object.fromEntries(names.map((name) => [name, groups.filter((group) => group === name).length]));
  let total = 0;
  points.forEach((point, i) => {
    if (sizes[groups[i]] === 1) return;
    const sums = Object.fromEntries(names.map((name) => [name, 0]));
    for (const [j, other] of points.entries()) sums[groups[j]] += Math.sqrt(squared(point, other));
    const own = sums[groups[i]] / (sizes[groups[i]] - 1);
    const next = Math.min(...names.filter((name) => name !== groups[i]).map((name) => sums[name] / sizes[name]));
    total += Math.max(own, next) ? (next - own) / Math.max(own, next) : 0;
  });
  return total / points.length;
}

const pairs = (count) => (count * (count - 1)) / 2;

/** How often each key occurs. @param {(number|string)[]} keys @returns {number[]} */
function count(keys) {
  const table = {};
  for (const key of keys) table[key] = (table[key] ?? 0) + 1;
  return Object.values(table);
}

/**
 * The adjusted Rand index (Hubert and Arabie 1985): 1 where two groupings are the same, about 0 where they are
 * unrelated.
 */
export function adjustedRand(found, truth) {
  const sum = (counts) => counts.reduce((total, each) => total + pairs(each), 0);
  const together = sum(count(found.map((group, i) => `${group} ${truth[i]}`)));
  const [rows, columns] = [sum(count(found)), sum(count(truth))];
  const expected = (rows * columns) / pairs(found.length);
  const most = (rows + columns) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** A classifier that goes by the nearest centre of each class. @returns {(point: number[]) => number} */
export function nearestCentroid(points, labels) {
  const names = [...new Set(labels)].sort((a, b) => a - b);
  const centres = names.map((name) => mean(points.filter((_, i) => labels[i] === name)));
  return (point) => names[nearest(point, centres)];
}

/**
 * A classifier that asks the k nearest points; the smaller label where votes are even.
 * @returns {(point: number[]) => number}
 */
export const nearestNeighbours = (points, labels, k) => (point) => {
  const order = points.map((each, i) => [squared(point, each), labels[i]]).sort(([a], [b]) => a - b);
  /** @type {Record<string, number>} */
  const votes = {};
  for (const [, label] of order.slice(0, k)) votes[label] = (votes[label] ?? 0) + 1;
  return Number(Object.keys(votes).sort((a, b) => votes[b] - votes[a] || Number(a) - Number(b))[0]);
};

/**
 * Softmax regression by gradient descent from zero: `steps` full steps at `rate`, on points near the unit square.
 * @returns {(point: number[]) => number} the label with the largest score
 */
export function logisticRegression(points, labels, steps = 300, rate = 1) {
  const names = [...new Set(labels)].sort((a, b) => a - b);
  const weights = names.map(() => [0, 0, 0]);
  /** @param {number[]} point */
  const scores = ([x, y]) => weights.map(([a, b, c]) => a * x + b * y + c);
  for (let step = 0; step < steps; step++) {
    const slopes = names.map(() => [0, 0, 0]);
    points.forEach(([x, y], i) => {
      const raw = scores([x, y]);
      const top = Math.max(...raw);
      const powers = raw.map((each) => Math.exp(each - top));
      const total = powers.reduce((a, b) => a + b);
      names.forEach((name, k) => {
        const error = powers[k] / total - (labels[i] === name ? 1 : 0);
        slopes[k] = [slopes[k][0] + error * x, slopes[k][1] + error * y, slopes[k][2] + error];
      });
    });
    for (const [k, row] of weights.entries()) {
      for (let j = 0; j < 3; j++) row[j] -= (rate * slopes[k][j]) / points.length;
    }
  }
  return (point) => {
    const raw = scores(point);
    return names[raw.indexOf(Math.max(...raw))];
  };
}
