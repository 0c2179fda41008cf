/** Polynomials of degree 1 to 15, fitted to training points and judged on test points that they have not seen. */
import { Chart } from "./chart.js";
import { short } from "./format.js";
import { fit, meanSquaredError, value } from "./kernel/polynomials.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { element } from "./stage.js";

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
export const curve = ({ training, test }) =>
  DEGREES.map((degree) => {
    const coefficients = fit(training.x, training.y, degree, INTERVAL);
    const error = ({ x, y }) => meanSquaredError(coefficients, x, y, INTERVAL);
    return { degree, coefficients, training: error(training), test: error(test) };
  });

/** The verdict on a degree, from the errors of all: its word and a sentence of advice. */
export function verdict(errors, degree) {
  const best = errors.reduce((a, b) => (b.test < a.test ? b : a));
  const here = errors[degree - 1];
  const against = `its test error is ${short(here.test, 3)}, the best one is ${short(best.test, 3)}, at degree ${best.degree}`;
  if (here.test <= GOOD * best.test) return { word: "Good fit", text: `Good fit: ${against}. Keep it; where two degrees are as good, take the lower.` };
  if (degree < best.degree) return { word: "Underfitting", text: `Underfitting: ${against}. The curve is too stiff for the truth: raise the degree.` };
  return { word: "Overfitting", text: `Overfitting: ${against}. The curve follows the noise: lower the degree, or get more training points.` };
}

/** A Python program that prints the table. */
export const program = (state) => `import numpy as np

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
  const panel = (place, title) => new Chart(place, { label: "", x: INTERVAL, y: [-2, 2], xTitle: title, yTitle: "y" });
  const panels = { training: panel(places[0], "training points"), test: panel(places[1], "test points") };
  const chart = new Chart(places[2], { label: "", x: [1, 15], y: [0.01, 10], log: true, xTitle: "degree", yTitle: "error" });
  const bars = places[3];
  let points, errors;

  function restart() {
    points = sample(state);
    errors = curve(points);
  }

  function draw(force) {
    const here = errors[state.degree - 1];
    for (const [name, plot] of Object.entries(panels)) drawPanel(name, plot, here, force);
    drawChart(here, force);
    const floor = state.noise ** 2;
    drawBars([["training error", here.training], ["test error", here.test], ["noise floor", floor]]);
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
    if (plot.layout(force) || plot.drawn !== points) {
      plot.drop("");
      x.forEach((each, i) => plot.dot(`point ${i}`, [each, y[i]], name === "test" ? "sim-hollow" : "sim-data", x.length > 60 ? 2.5 : 4));
    }
    plot.drawn = points;
    if (!state.residuals) plot.drop("residual");
    else {
      const from = plot.plane.firstChild;
      x.forEach((each, i) => {
        plot.line(`residual ${i}`, [[each, y[i]], [each, value(coefficients, each, INTERVAL)]], "sim-residual");
        from.before(plot.pieces.get(`residual ${i}`));
      });
    }
    const grid = Array.from({ length: 201 }, (_, i) => i / 200);
    plot.line("truth", grid.map((each) => [each, TRUTHS[state.truth](each)]), "sim-theory");
    plot.line("fit", grid.map((each) => [each, value(coefficients, each, INTERVAL)]), "sim-fit");
    plot.svg.setAttribute("aria-label", `${x.length} ${name} points, the fitted polynomial of degree ${state.degree}, and the truth, dashed.`);
  }

  function drawChart(here, force) {
    const all = errors.flatMap(({ training, test }) => [training, test]).filter((each) => each > 1e-12);
    chart.y = [10 ** Math.floor(Math.log10(Math.min(...all)) - 0.01), 10 ** Math.min(6, Math.ceil(Math.log10(Math.max(...all)) + 0.01))];
    chart.layout(force);
    const best = errors.reduce((a, b) => (b.test < a.test ? b : a));
    chart.line("floor", state.noise ? [[1, state.noise ** 2], [15, state.noise ** 2]] : [], "sim-theory");
    chart.line("training", errors.map(({ degree, training }) => [degree, Math.max(training, 1e-12)]), "sim-fit");
    chart.line("test", errors.map(({ degree, test }) => [degree, test]), "sim-path sim-dashed");
    chart.dot("best", [best.degree, best.test], "sim-goal", 6);
    chart.dot("here", [state.degree, here.test], "sim-start", 8);
    chart.text("best name", [best.degree, best.test], "best", "sim-label", { dy: -10, "text-anchor": "middle" });
    const word = `Both errors over 15 degrees. Lowest test error ${short(best.test, 3)} at degree ${best.degree}; training error falls to ${short(errors[14].training, 3)}.`;
    chart.svg.setAttribute("aria-label", word);
  }

  function drawBars(values) {
    const most = Math.max(...values.map(([, each]) => each), 1e-12);
    if (!bars.children.length) {
      for (const [name] of values) {
        const row = element("div", { className: "sim-bar sim-wide" });
        row.append(element("span", { textContent: name }), element("i", {}), element("b", {}));
        bars.append(row);
      }
    }
    values.forEach(([, each], i) => {
      const [, bar, text] = bars.children[i].children;
      bar.style.setProperty("--share", each / most);
      text.textContent = short(each, 3);
    });
  }

  restart();
  return {
    changed(id) {
      if (id !== "degree" && id !== "residuals") restart();
    },
    press: () => stage.set("seed", (state.seed % 1_000_000) + 1),
    tick: () => false,
    draw,
    status: () => verdict(errors, state.degree).text,
    table: () => ({
      heads: ["degree", "training error", "test error"],
      rows: errors.map(({ degree, training, test }) => [String(degree), ...[training, test].map((each) => String(Number(each.toPrecision(6))))]),
    }),
    python: () => program(state),
  };
}
