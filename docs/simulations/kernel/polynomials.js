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

/** Solve R c = y for the first `width` coefficients, R being upper triangular. */
function backwards(rows, right, width) {
  const solution = new Array(width).fill(0);
  for (let i = width - 1; i >= 0; i--) {
    let rest = right[i];
    for (let j = i + 1; j < width; j++) rest -= rows[i][j] * solution[j];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}

/**
 * The coefficients, in Legendre's basis, of the polynomials with the least sum of squared errors, of all degrees from 1
 * on: one triangle serves all that have no more coefficients than there are points. Where there are fewer points, it is
 * the shortest such list, as NumPy's `lstsq` has it.
 * @param {number[][]} rows the basis at each point, from `basis`
 * @param {number[]} y
 * @param {number} most the highest degree
 * @returns {number[][]} degree + 1 numbers for each degree
 */
export function fits(rows, y, most) {
  const width = Math.min(most + 1, rows.length);
  const triangle = rows.map((row) => row.slice(0, width));
  const right = [...y];
  for (const mirror of triangulate(triangle)) mirrored(mirror, right);
  const found = [];
  for (let degree = 1; degree <= most; degree++) {
    found.push(degree < width ? backwards(triangle, right, degree + 1) : shortest(rows, y, degree + 1));
  }
  return found;
}

const mirrored = (mirror, list) =>
  reflect(
    mirror,
    (i) => list[i],
    (i, value) => (list[i] = value),
  );

/** Of all lists of `width` coefficients that meet every point, the shortest. */
function shortest(rows, y, width) {
  const turned = Array.from({ length: width }, (_, j) => rows.map((row) => row[j]));
  const mirrors = triangulate(turned);
  const solution = new Array(width).fill(0);
  for (let i = 0; i < y.length; i++) {
    let rest = y[i];
    for (let j = 0; j < i; j++) rest -= turned[j][i] * solution[j];
    solution[i] = rest / turned[i][i];
  }
  for (const mirror of mirrors.reverse()) mirrored(mirror, solution);
  return solution;
}

/**
 * The coefficients of one degree.
 * @param {number[]} x different numbers
 * @param {number[]} y
 * @param {number} degree
 * @param {number[]} interval [low, high] that holds all x
 * @returns {number[]} degree + 1 numbers
 */
export const fit = (x, y, degree, interval) => fits(basis(x, degree, interval), y, degree)[degree - 1];

/** Legendre's polynomials 0 to degree at each x: a row for each. */
export const basis = (x, degree, interval) => x.map((each) => legendre(each, degree, interval));

/** The polynomial's value where the basis has these values; there may be more of them than coefficients. */
export function valueWith(coefficients, row) {
  let sum = 0;
  for (let k = 0; k < coefficients.length; k++) sum += coefficients[k] * row[k];
  return sum;
}

/** The polynomial's value at x. */
export const value = (coefficients, x, interval) =>
  valueWith(coefficients, legendre(x, coefficients.length - 1, interval));

/** The mean squared error of the polynomial on points, given the basis there. */
export const meanSquaredError = (coefficients, rows, y) =>
  y.reduce((sum, each, i) => sum + (valueWith(coefficients, rows[i]) - each) ** 2, 0) / y.length;
