/**
 * Polynomials of degree 1 to 15, fitted to training points and measured on test points that they have not seen. The
 * verdict chooses by neither: it knows the truth, and so the prediction error.
 */
import { Chart, residual } from "./chart.js";
import { short } from "./format.js";
import { fit, meanSquaredError, value } from "./kernel/polynomials.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { plain } from "./kernel/run.js";
import { showBars } from "./stage.js";

const INTERVAL = [0, 1];
const TEST = 200; // points
const DEGREES = Array.from({ length: 15 }, (_, i) => i + 1);
const GOOD = 1.1; // a prediction error within a tenth of the least is as good as the least
const UNSEEN = 1e-6; // of squared distance from the truth: on the picture the curve is the truth
const FINE = 25; // a degree at which polynomials are the truths, but for rounding

/** The truths, on [0, 1]. */
export const TRUTHS = {
  Line: (x) => 2 * x - 1,
  Cubic: (x) => 12 * x * (x - 0.5) * (x - 1) + x,
  Sine: (x) => Math.sin(2 * Math.PI * x),
};
const IN_PYTHON = { Line: "2 * x - 1", Cubic: "12 * x * (x - 0.5) * (x - 1) + x", Sine: "np.sin(2 * np.pi * x)" };

/** Training and test points of a state. */
export function sample({ seed, n, noise, truth }) {
  const random = generator(seed);
  const draw = (size) => {
    const x = Array.from({ length: size }, () => random.uniform());
    return { x, y: x.map((each) => TRUTHS[truth](each) + noise * random.normal()) };
  };
  return { test: draw(TEST), training: draw(n) };
}

/** The truth's coefficients in Legendre's basis. */
function inLegendre(truth) {
  const x = Array.from({ length: 60 }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / 60));
  return fit(x, x.map(truth), FINE, INTERVAL);
}

/**
 * What a fit has of the squared distance from the truth, averaged over the interval: `stiff`, which no polynomial of
 * its degree can avoid, and `strayed`, which comes from its points. Legendre's polynomials are orthogonal, so each is a
 * sum over coefficients.
 */
function distance(coefficients, truth) {
  const parts = truth.map((each, k) => (each - (coefficients[k] ?? 0)) ** 2 / (2 * k + 1));
  const sum = (list) => list.reduce((a, b) => a + b, 0);
  return { strayed: sum(parts.slice(0, coefficients.length)), stiff: sum(parts.slice(coefficients.length)) };
}

/**
 * The errors of all degrees: on the training points, on the test points, and the prediction error, on all points that
 * could come: the variance of the noise and the distance from the truth.
 * @typedef {{degree: number, coefficients: number[], training: number, test: number, expected: number, stiff: number,
 *   strayed: number}} Errors
 * @returns {Errors[]}
 */
function curve({ training, test }, { truth, noise }) {
  const known = inLegendre(TRUTHS[truth]);
  return DEGREES.map((degree) => {
    const coefficients = fit(training.x, training.y, degree, INTERVAL);
    const error = ({ x, y }) => meanSquaredError(coefficients, x, y, INTERVAL);
    const { stiff, strayed } = distance(coefficients, known);
    const expected = noise ** 2 + stiff + strayed;
    return { degree, coefficients, training: error(training), test: error(test), expected, stiff, strayed };
  });
}

/** Is the curve the truth, on the picture? @param {Errors} errors */
const unseen = ({ stiff, strayed }) => stiff + strayed <= UNSEEN;

/** The degree with the least prediction error; the lowest one whose curve is the truth, where there is one. */
const bestOf = (/** @type {Errors[]} */ errors) =>
  errors.find(unseen) ?? errors.reduce((a, b) => (b.expected < a.expected ? b : a));

/** The verdict on a degree, from the truth, and advice. */
function verdict(errors, { degree, noise, n }) {
  const best = bestOf(errors);
  const here = errors[degree - 1];
  const good = (each) => unseen(each) || each.expected <= GOOD * best.expected;
  const floor = noise ? `, of which ${short(noise ** 2, 3)} is noise` : "";
  const its = `the prediction error is ${short(here.expected, 3)}${floor}`;
  const least = `the least is ${short(best.expected, 3)}, at degree ${best.degree}`;
  const against = `${its}; ${unseen(best) ? `the curve of degree ${best.degree} is the truth, on the picture` : least}`;
  if (good(here)) {
    const lowest = errors.find(good);
    const simpler = `Degree ${lowest.degree} is about as good, and simpler`;
    return `Good fit: ${against}. ${lowest === here ? "No lower degree is as good" : simpler}.`;
  }
  if (degree > best.degree) {
    const advice = "lower the degree, or get more points";
    return `Overfitting: ${against}. The points lead the curve away from the truth: ${advice}.`;
  }
  if (here.stiff > here.strayed) {
    return `Underfitting: ${against}. The curve is too stiff for the truth: raise the degree.`;
  }
  return `Too few points: ${against}. These ${n} do more harm than the low degree: get more.`;
}

/** A Python program that prints the table. */
const program = (state) => `import numpy as np

${generatorInPython(state.seed)}

def truth(x):
    return ${IN_PYTHON[state.truth]}


def draw(size):
    x = [uniform() for _ in range(size)]
    y = [truth(each) + ${state.noise} * normal() for each in x]
    return np.array(x), np.array(y)


(x_test, y_test), (x, y) = draw(${TEST}), draw(${state.n})
s, weights = np.polynomial.legendre.leggauss(50)  # the mean over [0, 1]
print(f"{'degree':>6}{'training error':>17}{'test error':>17}{'prediction error':>18}")
for degree in range(1, 16):
    basis = np.polynomial.legendre.legvander(2 * x - 1, degree)
    c = np.linalg.lstsq(basis, y, rcond=None)[0]
    fitted = np.polynomial.legendre.legval(2 * x - 1, c)
    predicted = np.polynomial.legendre.legval(2 * x_test - 1, c)
    training, test = np.mean((fitted - y) ** 2), np.mean((predicted - y_test) ** 2)
    away = np.polynomial.legendre.legval(s, c) - truth((s + 1) / 2)
    expected = ${state.noise}**2 + weights @ away**2 / 2
    print(f"{degree:6d}{training:17.6g}{test:17.6g}{expected:18.6g}")
`;

export default function fitAndGeneralise(stage) {
  const { state } = stage;
  const places = [...stage.pictures.children].map((column) => column.children[0]);
  const panel = (place, title) => new Chart(place, { x: INTERVAL, y: [-2, 2], xTitle: title, yTitle: "y" });
  const panels = { training: panel(places[0], "training points"), test: panel(places[1], "test points") };
  const chart = new Chart(places[2], { x: [1, 15], y: [0.01, 10], log: true, xTitle: "degree", yTitle: "error" });
  let points, errors;
  const drawn = {};

  function restart() {
    points = sample(state);
    errors = curve(points, state);
  }

  function draw(force) {
    const here = errors[state.degree - 1];
    for (const [name, plot] of Object.entries(panels)) drawPanel(name, plot, here, force);
    drawChart(here, force);
    const floor = state.noise ** 2;
    const sizes = Object.entries({ "training error": here.training, "test error": here.test, "noise floor": floor });
    const most = Math.max(...sizes.map(([, size]) => size), 1e-12);
    showBars(
      places[3],
      sizes.map(([title, size]) => [title, size / most, short(size, 3)]),
      "sim-bar sim-wide",
    );
    stage.tellNumbers([
      ["training error", short(here.training)],
      ["test error", short(here.test)],
      ["gap", short(here.test - here.training)],
      ["noise floor", short(floor)],
      ["prediction error", short(here.expected)],
    ]);
  }

  function drawPanel(name, plot, { coefficients }, force) {
    const { x, y } = points[name];
    const all = [...points.training.y, ...points.test.y];
    plot.y = [Math.min(...all) - 0.2, Math.max(...all) + 0.2];
    if (plot.layout(force) || drawn[name] !== points) {
      plot.drop("");
      const [kind, size] = [name === "test" ? "sim-hollow" : "sim-data", x.length > 60 ? 2.5 : 4];
      for (const [i, each] of x.entries()) plot.dot(`point ${i}`, [each, y[i]], kind, size);
    }
    drawn[name] = points;
    if (!state.residuals) plot.drop("residual");
    else {
      const from = plot.plane.firstChild;
      x.forEach((each, i) => {
        residual(plot, i, each, y[i], value(coefficients, each, INTERVAL));
        from.before(plot.pieces.get(`residual ${i}`));
      });
    }
    const grid = Array.from({ length: 201 }, (_, i) => i / 200);
    const line = (f) => grid.map((each) => [each, f(each)]);
    plot.line("truth", line(TRUTHS[state.truth]), "sim-theory");
    plot.line(
      "fit",
      line((each) => value(coefficients, each, INTERVAL)),
      "sim-fit",
    );
    const fitted = `the fitted polynomial of degree ${state.degree}`;
    plot.describe(`${x.length} ${name} points, ${fitted}, and the truth, dashed.`);
  }

  function drawChart(here, force) {
    const floor = state.noise ** 2;
    const all = [floor, ...errors.flatMap(({ training, test }) => [training, test])].filter((each) => each > 1e-12);
    const [low, high] = [Math.log10(Math.min(...all)) - 0.01, Math.log10(Math.max(...all)) + 0.01];
    chart.y = [10 ** Math.floor(low), 10 ** Math.min(6, Math.ceil(high))];
    chart.layout(force);
    const best = bestOf(errors);
    const line = (f) => errors.map((each) => [each.degree, f(each)]);
    chart.line("floor", floor ? line(() => floor) : [], "sim-theory");
    chart.line(
      "training",
      line(({ training }) => Math.max(training, 1e-12)),
      "sim-fit",
    );
    chart.line(
      "test",
      line(({ test }) => test),
      "sim-path sim-dashed",
    );
    chart.dot("best", [best.degree, best.test], "sim-goal", 6);
    chart.dot("here", [state.degree, here.test], "sim-start", 8);
    const name = unseen(best) ? "the truth" : "least prediction error";
    const side = best.degree < 6 ? "start" : best.degree > 10 ? "end" : "middle";
    chart.text("best name", [best.degree, best.test], name, { dy: -12, "text-anchor": side });
    const last = errors[14];
    chart.text("training name", [15, Math.max(last.training, 1e-12)], "training", { dy: -6, "text-anchor": "end" });
    chart.text("test name", [15, last.test], "test", { dx: -24, dy: 8, "text-anchor": "end" });
    chart.text("floor name", [1, floor || 1], floor ? "noise floor" : "", { dy: 14, dx: 4, "text-anchor": "start" });
    const [first, end] = [errors[0], last].map(({ training, test }) => `${short(training, 3)} and ${short(test, 3)}`);
    const bottom = `${unseen(best) ? "a curve that is the truth, on the picture," : name} at degree ${best.degree}`;
    chart.describe(`Training and test error at degree 1: ${first}; at degree 15: ${end}; ${bottom}.`);
  }

  restart();
  return {
    changed(id) {
      if (id !== "degree" && id !== "residuals") restart();
    },
    press: () => stage.set("seed", (state.seed % 1_000_000) + 1),
    tick: () => false,
    draw,
    status: () => verdict(errors, state),
    table: () => ({
      heads: ["degree", "training error", "test error", "prediction error"],
      rows: errors.map(({ degree, training, test, expected }) => [degree, training, test, expected].map(plain)),
    }),
    python: () => program(state),
  };
}
