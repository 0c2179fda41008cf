/** Polynomials of degree 1 to 15, fitted to training points and judged on test points that they have not seen. */
import { Chart, residual } from "./chart.js";
import { short } from "./format.js";
import { fit, meanSquaredError, value } from "./kernel/polynomials.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { plain } from "./kernel/run.js";
import { showBars } from "./stage.js";

const INTERVAL = [0, 1];
const TEST = 200; // points
const DEGREES = Array.from({ length: 15 }, (_, i) => i + 1);
const GOOD = 1.1; // a test error within a tenth of the best is as good as the best

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

/** Both errors of all degrees. @returns {{degree: number, coefficients: number[], training: number, test: number}[]} */
const curve = ({ training, test }) =>
  DEGREES.map((degree) => {
    const coefficients = fit(training.x, training.y, degree, INTERVAL);
    const error = ({ x, y }) => meanSquaredError(coefficients, x, y, INTERVAL);
    return { degree, coefficients, training: error(training), test: error(test) };
  });

/** The degree with the least test error. */
const bestOf = (errors) => errors.reduce((a, b) => (b.test < a.test ? b : a));

/** The verdict on a degree, from the errors of all, and advice. */
function verdict(errors, degree) {
  const best = bestOf(errors);
  const here = errors[degree - 1];
  const [its, least] = [short(here.test, 3), short(best.test, 3)];
  const against = `its test error is ${its}, the best one is ${least}, at degree ${best.degree}`;
  if (here.test <= GOOD * best.test) {
    return `Good fit: ${against}. Keep it; where two degrees are as good, take the lower.`;
  }
  if (degree < best.degree) {
    return `Underfitting: ${against}. The curve is too stiff for the truth: raise the degree.`;
  }
  return `Overfitting: ${against}. The curve follows the noise: lower the degree, or get more training points.`;
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
print(f"{'degree':>6}{'training error':>17}{'test error':>17}")
for degree in range(1, 16):
    basis = np.polynomial.legendre.legvander(2 * x - 1, degree)
    c = np.linalg.lstsq(basis, y, rcond=None)[0]
    fitted = np.polynomial.legendre.legval(2 * x - 1, c)
    predicted = np.polynomial.legendre.legval(2 * x_test - 1, c)
    training, test = np.mean((fitted - y) ** 2), np.mean((predicted - y_test) ** 2)
    print(f"{degree:6d}{training:17.6g}{test:17.6g}")
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
    errors = curve(points);
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
    const all = errors.flatMap(({ training, test }) => [training, test]).filter((each) => each > 1e-12);
    const [low, high] = [Math.log10(Math.min(...all)) - 0.01, Math.log10(Math.max(...all)) + 0.01];
    chart.y = [10 ** Math.floor(low), 10 ** Math.min(6, Math.ceil(high))];
    chart.layout(force);
    const best = bestOf(errors);
    const line = (f) => errors.map((each) => [each.degree, f(each)]);
    chart.line("floor", state.noise ? line(() => state.noise ** 2) : [], "sim-theory");
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
    chart.text("best name", [best.degree, best.test], "best", { dy: -10 });
    const lowest = `Lowest test error ${short(best.test, 3)} at degree ${best.degree}`;
    const training = `training error falls to ${short(errors[14].training, 3)}`;
    chart.describe(`Both errors over 15 degrees. ${lowest}; ${training}.`);
  }

  restart();
  return {
    changed(id) {
      if (id !== "degree" && id !== "residuals") restart();
    },
    press: () => stage.set("seed", (state.seed % 1_000_000) + 1),
    tick: () => false,
    draw,
    status: () => verdict(errors, state.degree),
    table: () => ({
      heads: ["degree", "training error", "test error"],
      rows: errors.map(({ degree, training, test }) => [degree, training, test].map(plain)),
    }),
    python: () => program(state),
  };
}
