/**
 * Least squares with polynomials, in Legendre's basis on an interval and by Householder's reflections: sound at degree
 * 15.
 */

/**
 * Legendre's polynomials 0 to degree at x, which is mapped from [low, high] to [-1, 1].
 * @param {number} x
 * @param {number} degree
 * @param {number[]} interval
 * @returns {number[]}
 */
function legendre(x, degree, [low, high]) {
  const s = (2 * x - low - high) / (high - low);
  const row = [1, s];
  for (let k = 1; k < degree; k++) row.push(((2 * k + 1) * s * row[k] - k * row[k - 1]) / (k + 1));
  return row.slice(0, degree + 1);
}

/**
 * Reflect the columns of a tall matrix one after the other until it is upper triangular.
 * @param {number[][]} rows the matrix, m × n with m ≥ n; is overwritten with R
 * @returns {number[][]} the unit vectors of the reflections
 */
function triangulate(rows) {
  const [height, width] = [rows.length, rows[0].length];
  const mirrors = [];
  for (let j = 0; j < width; j++) {
    const mirror = rows.map((row, i) => (i < j ? 0 : row[j]));
    mirror[j] += (mirror[j] < 0 ? -1 : 1) * Math.hypot(...mirror);
    const length = Math.hypot(...mirror) || 1;
    for (let i = j; i < height; i++) mirror[i] /= length;
    for (let c = j; c < width; c++)
      reflect(
        mirror,
        (i) => rows[i][c],
        (i, value) => (rows[i][c] = value),
      );
    mirrors.push(mirror);
  }
  return mirrors;
}

function reflect(mirror, get, set) {
  let along = 0;
  for (let i = 0; i < mirror.length; i++) along += mirror[i] * get(i);
  for (let i = 0; i < mirror.length; i++) if (mirror[i]) set(i, get(i) - 2 * along * mirror[i]);
}

/**
 * The coefficients, in Legendre's basis, of the polynomial with the least sum of squared errors; the shortest such list
 * where there are fewer points than coefficients, as NumPy's `lstsq` has it.
 * @param {number[]} x different numbers
 * @param {number[]} y
 * @param {number} degree
 * @param {number[]} interval [low, high] that holds all x
 * @returns {number[]} degree + 1 numbers
 */
export function fit(x, y, degree, interval) {
  const rows = x.map((each) => legendre(each, degree, interval));
  const [height, width] = [x.length, degree + 1];
  if (height >= width) {
    const mirrors = triangulate(rows);
    const right = [...y];
    for (const mirror of mirrors)
      reflect(
        mirror,
        (i) => right[i],
        (i, value) => (right[i] = value),
      );
    const solution = new Array(width).fill(0);
    for (let i = width - 1; i >= 0; i--) {
      let rest = right[i];
      for (let j = i + 1; j < width; j++) rest -= rows[i][j] * solution[j];
      solution[i] = rest / rows[i][i];
    }
    return solution;
  }
  const turned = rows[0].map((_, j) => rows.map((row) => row[j])); // width × height
  const mirrors = triangulate(turned);
  const solution = new Array(width).fill(0);
  for (let i = 0; i < height; i++) {
    let rest = y[i];
    for (let j = 0; j < i; j++) rest -= turned[j][i] * solution[j];
    solution[i] = rest / turned[i][i];
  }
  for (const mirror of mirrors.reverse())
    reflect(
      mirror,
      (i) => solution[i],
      (i, value) => (solution[i] = value),
    );
  return solution;
}

/** The polynomial's value at x. */
export function value(coefficients, x, interval) {
  const row = legendre(x, coefficients.length - 1, interval);
  return coefficients.reduce((sum, coefficient, k) => sum + coefficient * row[k], 0);
}

/** The mean squared error of the polynomial on points. */
export const meanSquaredError = (coefficients, x, y, interval) =>
  x.reduce((sum, each, i) => sum + (value(coefficients, each, interval) - y[i]) ** 2, 0) / x.length;
