/**
 * Polynomials of degree 1 to 15, fitted to training points and measured on test points that they have not seen. The
 * verdict chooses by neither: it knows the truth, and so the prediction error.
 */
import { Chart, level, upright } from "./chart.js";
import { basis, fit, fits, meanSquaredError, valueWith } from "./kernel/polynomials.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { fixed, inside, plain, short } from "./kernel/words.js";
import { showBars, titled } from "./stage.js";

const INTERVAL = [0, 1];
const TEST = 200; // points
const MOST = 15; // the highest degree
const GRID = Array.from({ length: 201 }, (_, i) => i / 200);
const AROUND = basis(GRID, MOST, INTERVAL); // where curves are drawn
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

/**
 * Training and test points of a state; `at` are the training points as they were drawn, before a hand moved some.
 * @param {{seed: number, n: number, noise: number, truth: string, moved?: string}} state
 */
export function sample({ seed, n, noise, truth, moved = "" }) {
  const random = generator(seed);
  const draw = (size) => {
    const x = Array.from({ length: size }, () => random.uniform());
    return { x, y: x.map((each) => TRUTHS[truth](each) + noise * random.normal()) };
  };
  const [test, drawn] = [draw(TEST), draw(n)];
  const training = { x: [...drawn.x], y: [...drawn.y] };
  for (const [i, x, y] of placesOf(moved)) {
    if (i < n) [training.x[i], training.y[i]] = [apart(x, i, training.x), y];
  }
  return { test, training, drawn };
}

/** What a hand has moved: number, x and y of each point, from a text such as 3:0.2,-1.5;7:0.91,0. */
function placesOf(moved) {
  const numbers = (each) => each.split(/[:,]/).map(Number);
  const places = moved.split(";").map(numbers);
  const whole = places.filter(([i, x, y]) => Number.isInteger(i) && Number.isFinite(x + y));
  return whole.map(([i, x, y]) => [i, inside(x, INTERVAL), inside(y, [-9, 9])]);
}

/** A place beside x at which no other point stands: no curve goes through two points above each other. */
function apart(x, i, all) {
  const step = x > 0.5 ? -0.001 : 0.001;
  let free = x;
  while (all.some((other, j) => j !== i && other === free)) free = Number((free + step).toFixed(3));
  return free;
}

/** The truths' coefficients in Legendre's basis, each when it is asked for first. */
const known = {};
function inLegendre(truth) {
  const x = Array.from({ length: 60 }, (_, i) => 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / 60));
  known[truth] ??= fit(x, x.map(TRUTHS[truth]), FINE, INTERVAL);
  return known[truth];
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
  const [here, there] = [training, test].map(({ x }) => basis(x, MOST, INTERVAL));
  return fits(here, training.y, MOST).map((coefficients, i) => {
    const { stiff, strayed } = distance(coefficients, inLegendre(truth));
    return {
      degree: i + 1,
      coefficients,
      training: meanSquaredError(coefficients, here, training.y),
      test: meanSquaredError(coefficients, there, test.y),
      expected: noise ** 2 + stiff + strayed,
      stiff,
      strayed,
    };
  });
}

/** Is the curve the truth, on the picture? @param {Errors} errors */
const unseen = ({ stiff, strayed }) => stiff + strayed <= UNSEEN;

/** The degree with the least prediction error; the lowest one whose curve is the truth, where there is one. */
const bestOf = (/** @type {Errors[]} */ errors) =>
  errors.find(unseen) ?? errors.reduce((a, b) => (b.expected < a.expected ? b : a));

/** Is the prediction error of a degree as good as the least? */
function goodAmong(errors) {
  const best = bestOf(errors);
  return (/** @type {Errors} */ each) => unseen(each) || each.expected <= GOOD * best.expected;
}

/** The verdict on a degree, from the truth, and advice. */
function verdict(errors, { degree, noise, n }) {
  const best = bestOf(errors);
  const here = errors[degree - 1];
  const good = goodAmong(errors);
  const floor = noise ? `, of which ${short(noise ** 2, 3)} is noise` : "";
  const its = `the prediction error is ${short(here.expected, 3)}${floor}`;
  const least = `the least is ${short(best.expected, 3)}, at degree ${best.degree}`;
  const against = `${its}; ${unseen(best) ? `the curve of degree ${best.degree} is the truth, on the picture` : least}`;
  if (good(here)) {
    const lowest = errors.find(good);
    const simpler = `Degree ${lowest.degree} is about as good, and simpler`;
    return `Good fit: ${against}. ${lowest === here ? "No lower degree is good" : simpler}.`;
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

/** What a hand has moved, in Python. */
function movedInPython(state) {
  const { x, y } = sample(state).training;
  const places = placesOf(state.moved).filter(([i]) => i < state.n);
  return places.map(([i]) => `x[${i}], y[${i}] = ${x[i]}, ${y[i]}  # moved by hand\n`).join("");
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
${movedInPython(state)}s, weights = np.polynomial.legendre.leggauss(50)  # the mean over [0, 1]
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

const COLOURS = { training: "--plot-1", test: "--plot-2", floor: "--plot-text" };
const NEAR = 30; // pixels from a point at which a mouse takes it

export default function fitAndGeneralise(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const plot = new Chart(left.children[0], { x: INTERVAL, y: [-2, 2], xTitle: "x", yTitle: "y" });
  const axes = { x: [0.5, MOST + 0.5], y: [0.01, 10], log: true, xTitle: "degree", yTitle: "error" };
  const chart = new Chart(right.children[0], axes);
  const [, bars] = titled(right.children[1], "Errors, each bar on the scale of the chart");
  let points, errors, drawn;
  let taken = 0; // the training point that the handle is on
  let touched = false; // a hand has moved one

  function restart() {
    points = sample(state);
    errors = curve(points, state);
    taken = Math.min(taken, state.n - 1);
  }

  // Points by hand

  /** Put the taken point somewhere else. */
  function place([x, y]) {
    const at = [inside(x, INTERVAL), inside(y, plot.y)].map((each) => Number(each.toFixed(3)));
    const others = placesOf(state.moved).filter(([i]) => i !== taken && i < state.n);
    touched = true;
    stage.set("moved", [...others, [taken, ...at]].map(([i, ...its]) => `${i}:${its.join()}`).join(";"));
  }

  const placeOf = (i) => [points.training.x[i], points.training.y[i]];

  /** The training point that is nearest to a place, and how many pixels away it is. @param {number[]} place */
  function nearest([x, y]) {
    const away = points.training.x.map((each, i) =>
      Math.hypot(plot.X(each) - plot.X(x), plot.Y(points.training.y[i]) - plot.Y(y)),
    );
    const least = Math.min(...away);
    return [away.indexOf(least), least];
  }

  function take(i) {
    if (i === taken) return;
    taken = i;
    stage.later();
  }

  const label = "Training point. Arrow keys move it, with shift farther; page up and page down take another.";
  plot.handle("point", label, place);
  plot.handles.get("point").addEventListener("keydown", (event) => {
    const step = { PageDown: 1, PageUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const { x } = points.training;
    const order = x.map((_, i) => i).sort((a, b) => x[a] - x[b]);
    take(order[(order.indexOf(taken) + step + state.n) % state.n]);
  });
  plot.points((at) => take(nearest(at)[0])); // a finger takes a point by a tap
  plot.element.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (event.buttons || event.pointerType !== "mouse") return;
    const [i, away] = nearest(plot.at(event));
    if (away < NEAR) take(i);
  });

  function pick([degree]) {
    stage.set("degree", inside(Math.round(degree), [1, MOST]));
  }

  chart.points(pick);
  chart.handle("degree", "Degree, on the curve of the test error. Left and right arrow keys move it.", pick, (step) => {
    if (step) pick([state.degree + step]);
    return step !== 0;
  });

  // What is drawn

  function draw(force) {
    const here = errors[state.degree - 1];
    drawPoints(here, force);
    drawChart(here, force);
    drawBars(here);
    stage.tellNumbers([
      ["gap", short(here.test - here.training)],
      ["prediction error", short(here.expected)],
    ]);
  }

  function drawPoints({ degree, coefficients }, force) {
    const { training, test, drawn: first } = points;
    const all = [...first.y, ...test.y];
    plot.y = [Math.min(...all) - 0.3, Math.max(...all) + 0.3];
    if (plot.layout(force) || drawn !== points) {
      const pairs = ({ x, y }) => x.map((each, i) => [each, y[i]]);
      plot.dots("test points", pairs(test), "sim-cases sim-test");
      plot.dots("training points", pairs(training), "sim-cases sim-training");
      const truth = GRID.map((x) => [x, TRUTHS[state.truth](x)]);
      plot.line("truth", truth, "sim-theory");
      const key = (name, text, dx) =>
        plot.put(
          `${name} key`,
          "text",
          { class: `sim-key sim-${name}`, x: plot.width - 12 - dx, y: 13 },
          text,
          "front",
        );
      key("test", `${TEST} test points`, 0);
      key("training", `${training.x.length} training points`, 104);
    }
    drawn = points;
    drawResiduals(coefficients);
    const curve = GRID.map((x, i) => [x, valueWith(coefficients, AROUND[i])]);
    plot.line("fit", curve, "sim-fit sim-line");
    plot.tags([
      { key: "truth", points: GRID.map((x) => [x, TRUTHS[state.truth](x)]), text: "truth" },
      { key: "fit", points: curve, text: `degree ${degree}` },
    ]);
    const at = placeOf(taken);
    plot.dot("taken", at, "sim-start", 8);
    plot.hold("point", at, `x ${fixed(at[0], 2)}, y ${fixed(at[1], 2)}`);
    plot.name("taken name", at, touched ? "" : "drag me");
    const fitted = `the fitted polynomial of degree ${degree}`;
    plot.describe(`${training.x.length} training points, ${TEST} test points, ${fitted}, and the truth, dashed.`);
  }

  /** From each point a line to the curve, all of a kind as one path. */
  function drawResiduals(coefficients) {
    if (!state.residuals) return plot.drop("residuals");
    for (const name of ["test", "training"]) {
      const { x, y } = points[name];
      const curve = basis(x, state.degree, INTERVAL).map((row) => valueWith(coefficients, row));
      const d = x.map((each, i) => {
        const at = plot.X(each).toFixed(1);
        return `M${at},${plot.Y(y[i]).toFixed(1)}V${plot.Y(curve[i]).toFixed(1)}`;
      });
      plot.plane.prepend(plot.put(`residuals ${name}`, "path", { class: `sim-off sim-${name}`, d: d.join("") }));
    }
  }

  function drawChart(here, force) {
    const floor = state.noise ** 2;
    const all = [floor, ...errors.flatMap(({ training, test }) => [training, test])].filter((each) => each > 1e-12);
    const [low, high] = [Math.log10(Math.min(...all)), Math.log10(Math.min(1e6, Math.max(...all)))];
    const room = (24 / Math.max(120, chart.inner.height)) * Math.max(1, high - low); // for names, above and below
    chart.y = [10 ** (low - room), 10 ** (Math.max(high, low + 1) + room)];
    chart.layout(force);
    const best = bestOf(errors);
    const line = (f) => errors.map((each) => [each.degree, f(each)]);
    const ends = level(floor, ...chart.x);
    chart.line("here line", upright(state.degree, ...chart.y), "sim-level");
    chart.line("floor", floor ? ends : [], "sim-theory");
    chart.line(
      "training",
      line(({ training }) => Math.max(training, 1e-12)),
      "sim-path sim-training",
    );
    chart.line(
      "test",
      line(({ test }) => test),
      "sim-path sim-dashed sim-test",
    );
    const up = upright(best.degree, best.test, chart.y[1]);
    chart.line("best line", up, "sim-theory sim-faint");
    chart.dot("best", up[0], "sim-goal", 5);
    chart.dot("here training", [state.degree, Math.max(here.training, 1e-12)], "sim-ball sim-training", 5);
    chart.dot("here test", [state.degree, here.test], "sim-ball sim-test", 6);
    chart.hold("degree", [state.degree, here.test], `degree ${state.degree}`);
    const name = unseen(best) ? "the truth" : "least prediction error";
    const side = best.degree < 6 ? "start" : best.degree > 10 ? "end" : "middle";
    const attributes = (dy, anchor, dx = 0) => ({ dy, dx, "text-anchor": anchor });
    chart.text("best name", up[1], name, attributes(12, side, side === "start" ? 5 : side === "end" ? -5 : 0));
    const last = errors.at(-1);
    const middle = chart.Y(Math.sqrt(chart.y[0] * chart.y[1]));
    const steep = errors.find(({ degree, test }) => degree > 5 && chart.Y(test) < middle); // there is room beside it
    const { degree, test } = steep ?? last;
    chart.text(
      "test name",
      [degree, test],
      "test error",
      attributes(steep ? Math.max(0, chart.Y(chart.y[1]) + 30 - chart.Y(test)) : -10, "end", steep ? -10 : 0),
    );
    const least = Math.max(last.training, chart.y[0]);
    chart.text("training name", [MOST, least], "training error", attributes(least > chart.y[0] ? 16 : -6, "end"));
    chart.text("floor name", [1, floor || 1], floor ? "noise floor" : "", attributes(14, "start", -4));
    const [first, end] = [errors[0], last].map(({ training, test }) => `${short(training, 3)} and ${short(test, 3)}`);
    const bottom = `${unseen(best) ? "a curve that is the truth, on the picture," : name} at degree ${best.degree}`;
    chart.describe(`Training and test error at degree 1: ${first}; at degree 15: ${end}; ${bottom}.`);
  }

  /** The errors as bars, on the scale of the chart, so that all can be seen. */
  function drawBars(here) {
    const sizes = { "training error": here.training, "test error": here.test, "noise floor": state.noise ** 2 };
    const [low, high] = chart.y.map(Math.log10);
    const share = (size) => Math.min(1, Math.max(0, (Math.log10(Math.max(size, 1e-300)) - low) / (high - low)));
    showBars(
      bars,
      Object.entries(sizes).map(([title, size]) => [title, share(size), short(size)]),
      "sim-bar sim-wide",
    );
    Object.values(COLOURS).forEach((colour, i) => {
      bars.children[i].style.setProperty("--line", `var(${colour})`);
    });
  }

  /** Is a goal reached? */
  function met(goal) {
    const { degree, noise, n, moved } = state;
    const here = errors[degree - 1];
    const good = goodAmong(errors);
    if (goal === "heart") return here.training < noise ** 2 / 100;
    if (goal === "many") return degree >= 8 && good(here);
    if (goal === "luck") return here.test < here.training;
    const liked = errors.every(({ test }) => test >= here.test);
    if (goal === "liked") return liked && !good(here);
    if (placesOf(moved).filter(([i]) => i < n).length !== 1) return false;
    const before = curve({ ...points, training: points.drawn }, state);
    return here.test >= 10 * before[degree - 1].test;
  }

  restart();
  return {
    changed(id) {
      if (["seed", "n", "noise", "truth"].includes(id)) state.moved = "";
      if (id !== "degree" && id !== "residuals") restart();
    },
    press(id) {
      if (id === "data") stage.set("seed", (state.seed % 1_000_000) + 1);
      if (id === "back") stage.set("moved", "");
    },
    draw,
    met,
    status: () => verdict(errors, state),
    table: () => ({
      heads: ["degree", "training error", "test error", "prediction error"],
      rows: errors.map(({ degree, training, test, expected }) => [degree, training, test, expected].map(plain)),
    }),
    python: () => program(state),
  };
}
