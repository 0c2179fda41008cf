/** Groups of points in the plane: k-means in its two halves, classifiers, and how to judge them. A point is [x, y]. */

/** @param {number[]} p @param {number[]} q */
const squared = (p, q) => (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]);

/** The different labels, the smallest first, and which of them each label is. @param {number[]} labels */
function namesOf(labels) {
  const names = [...new Set(labels)].sort((a, b) => a - b);
  return [names, labels.map((label) => names.indexOf(label))];
}

/** All x and all y of points. @param {number[][]} points */
const columns = (points) => [0, 1].map((axis) => Float64Array.from(points, (point) => point[axis]));

/** The index of the nearest of some points; the first where several are as near. */
function nearest(point, points) {
  let [best, least] = [0, squared(point, points[0])];
  for (let i = 1; i < points.length; i++) {
    const far = squared(point, points[i]);
    if (far < least) [best, least] = [i, far];
  }
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
  const [names, its] = namesOf(groups);
  const many = names.length;
  if (many < 2) return null;
  const sizes = names.map((_, k) => its.filter((each) => each === k).length);
  const [x, y] = columns(points);
  const sums = new Float64Array(points.length * many); // of distances from each point to those of each group
  for (let i = 0; i < points.length; i++) {
    for (let j = 0; j < i; j++) {
      const far = Math.sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
      sums[i * many + its[j]] += far;
      sums[j * many + its[i]] += far;
    }
  }
  let total = 0;
  for (const [i, k] of its.entries()) {
    if (sizes[k] === 1) continue;
    const own = sums[i * many + k] / (sizes[k] - 1);
    let next = Infinity;
    for (let j = 0; j < many; j++) if (j !== k) next = Math.min(next, sums[i * many + j] / sizes[j]);
    total += Math.max(own, next) ? (next - own) / Math.max(own, next) : 0;
  }
  return total / points.length;
}

const pairs = (count) => (count * (count - 1)) / 2;

/** How often each key occurs. @param {(number|string)[]} keys @returns {number[]} */
function tally(keys) {
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
  const together = sum(tally(found.map((group, i) => `${group} ${truth[i]}`)));
  const [rows, columns] = [sum(tally(found)), sum(tally(truth))];
  const expected = (rows * columns) / pairs(found.length);
  const most = (rows + columns) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** As linear scores [a, b, c], of which a x + b y + c is largest for the nearest of some centres. */
export const byDistance = (centres) => centres.map(([x, y]) => [2 * x, 2 * y, -(x * x + y * y)]);

/**
 * The part of a box in which each of some linear scores is the largest.
 * @param {number[][]} scores
 * @param {number[]} x its left and right end
 * @param {number[]} y its lower and upper end
 * @returns {number[][][]} the corners of a polygon for each score; none where it is never the largest
 */
export function cells(scores, [left, right], [low, high]) {
  const box = [
    [left, low],
    [right, low],
    [right, high],
    [left, high],
  ];
  return scores.map((own) =>
    scores.reduce(
      (part, other) =>
        other === own
          ? part
          : above(
              part,
              own.map((each, m) => each - other[m]),
            ),
      box,
    ),
  );
}

/**
 * The part of a polygon on which a x + b y + c is not negative.
 * @param {number[][]} polygon
 * @param {number[]} line
 */
function above(polygon, [a, b, c]) {
  const part = [];
  for (const [i, p] of polygon.entries()) {
    const q = polygon[(i + 1) % polygon.length];
    const [here, there] = [p, q].map(([x, y]) => a * x + b * y + c);
    if (here >= 0) part.push(p);
    if (here >= 0 === there >= 0) continue;
    const share = here / (here - there);
    part.push([p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])]);
  }
  return part;
}

/**
 * @typedef {object} Classifier
 * @property {(point: number[]) => number} classify the label that it gives to a point
 * @property {number[][]} [scores] where it goes by the largest of linear scores: those of the labels, in order
 */

/** A classifier that goes by the nearest centre of each class. @returns {Classifier} */
export function nearestCentroid(points, labels) {
  const [names] = namesOf(labels);
  const centres = names.map((name) => mean(points.filter((_, i) => labels[i] === name)));
  return { classify: (point) => names[nearest(point, centres)], scores: byDistance(centres) };
}

/**
 * A classifier that asks the k nearest points; the smaller label where votes are even.
 * @returns {Classifier}
 */
export function nearestNeighbours(points, labels, k) {
  const [names, its] = namesOf(labels);
  const most = Math.min(k, points.length);
  const [far, who, votes] = [new Float64Array(most), new Int32Array(most), new Int32Array(names.length)];
  const [x, y] = columns(points);
  const classify = ([u, v]) => {
    far.fill(Infinity);
    for (let i = 0; i < x.length; i++) {
      const distance = (u - x[i]) * (u - x[i]) + (v - y[i]) * (v - y[i]);
      if (!(distance < far[most - 1])) continue;
      let at = most - 1;
      for (; at > 0 && distance < far[at - 1]; at--) [far[at], who[at]] = [far[at - 1], who[at - 1]];
      far[at] = distance;
      who[at] = i;
    }
    votes.fill(0);
    for (const i of who) votes[its[i]] += 1;
    return names[votes.indexOf(Math.max(...votes))];
  };
  return { classify };
}

/**
 * Softmax regression by gradient descent from zero: `steps` full steps at `rate`, on points near the unit square.
 * @returns {Classifier} it gives the label with the largest score
 */
export function logisticRegression(points, labels, steps = 300, rate = 1) {
  const [names, its] = namesOf(labels);
  const [many, size] = [names.length, points.length];
  const [x, y] = columns(points);
  const weights = names.map(() => [0, 0, 0]);
  const errors = names.map(() => new Float64Array(size)); // of the probability of each label, at each point
  for (let step = 0; step < steps; step++) {
    for (const [k, [a, b, c]] of weights.entries()) {
      const raw = errors[k];
      for (let i = 0; i < size; i++) raw[i] = a * x[i] + b * y[i] + c;
    }
    for (let i = 0; i < size; i++) {
      let [top, total] = [errors[0][i], 0];
      for (let k = 1; k < many; k++) if (errors[k][i] > top) top = errors[k][i];
      for (let k = 0; k < many; k++) {
        const raw = errors[k][i];
        const power = raw === top ? 1 : Math.exp(raw - top);
        errors[k][i] = power;
        total += power;
      }
      for (let k = 0; k < many; k++) errors[k][i] = errors[k][i] / total - (its[i] === k ? 1 : 0);
    }
    for (const [k, row] of weights.entries()) {
      const slope = errors[k];
      let [a, b, c] = [0, 0, 0];
      for (let i = 0; i < size; i++) {
        a += slope[i] * x[i];
        b += slope[i] * y[i];
        c += slope[i];
      }
      row[0] -= (rate * a) / size;
      row[1] -= (rate * b) / size;
      row[2] -= (rate * c) / size;
    }
  }
  /** @param {number[]} weight @param {number[]} point */
  const score = ([a, b, c], [u, v]) => a * u + b * v + c;
  const classify = (point) => {
    let best = 0;
    for (let k = 1; k < many; k++) if (score(weights[k], point) > score(weights[best], point)) best = k;
    return names[best];
  };
  return { classify, scores: weights };
}
