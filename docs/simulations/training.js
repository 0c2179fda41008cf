/** A line that gradient descent fits to a few houses, step by step, told by the eigenvalues of its loss. */
import { Chart, residual } from "./chart.js";
import { count, fixed, short } from "./format.js";
import { eigenvalues, gradient, leastSquares, loss } from "./kernel/line.js";
import { fate, marks } from "./kernel/optimizers.js";
import { generator } from "./kernel/random.js";
import { foretold, Run } from "./kernel/run.js";

const HOUSES = 14;
const LAST = 1000; // steps
const FAR = 1e9;
const GHOSTS = 8; // earlier lines that are still seen

/** Houses from a seed: size in hundreds of square metres less 0.4, price in ten thousands, both with two decimals. */
export function houses(seed) {
  const random = generator(seed);
  const x = Array.from({ length: HOUSES }, () => Math.round(100 * (0.5 + 5 * random.uniform())) / 100);
  const y = x.map((each) => Math.round(100 * (8 + 6 * each + 3 * random.normal())) / 100);
  return { x, y };
}

/** x less its mean, over its standard deviation. */
function standardised(x) {
  const mean = x.reduce((sum, each) => sum + each, 0) / x.length;
  const spread = Math.sqrt(x.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / x.length);
  return x.map((each) => (each - mean) / spread);
}

/** Slope and intercept before the first step. */
function startOf({ start, seed }) {
  if (start !== "Random") return { Flat: [0, 0], "Steep up": [15, -10], "Steep down": [-15, 60] }[start];
  const random = generator(seed + 7919);
  const [slope, intercept] = [30 * random.uniform() - 15, 60 * random.uniform()];
  return [slope, intercept].map((each) => Math.round(100 * each) / 100);
}

/** One training run. */
class Training extends Run {
  steps = 0;

  constructor(state) {
    super();
    const { x, y } = houses(state.seed);
    this.x = state.standardise ? standardised(x) : x;
    this.y = y;
    this.rate = state.rate;
    this.eigenvalues = eigenvalues(this.x);
    this.best = leastSquares(this.x, y);
    this.least = loss(this.best, this.x, y);
    this.w = startOf(state);
    this.measure();
  }

  measure() {
    this.error = loss(this.w, this.x, this.y);
    this.trail.add({ step: this.steps, w: this.w, error: this.error });
  }

  step() {
    if (this.end) return false;
    const slope = gradient(this.w, this.x, this.y);
    const next = this.w.map((value, i) => value - this.rate * slope[i]);
    if (!(Math.hypot(...next) < FAR)) return this.stop("diverged");
    this.w = next;
    this.steps += 1;
    this.measure();
    if (this.w.every((value, i) => Math.abs(value - this.best[i]) < 0.005)) return this.stop("converged");
    return this.steps < LAST ? true : this.stop("last");
  }

  /** The share of the avoidable error that is left. */
  get excess() {
    return (this.error - this.least) / (this.trail.entries[0].error - this.least || 1);
  }
}

/** What to say of a run. */
function statusOf(run) {
  const word = fate("Gradient descent", run.eigenvalues, run.rate, 0);
  const told = `${foretold(word, "curvatures")}.`;
  const steps = count(run.steps, "step");
  const [error, least] = [short(run.error), short(run.least)];
  if (run.end === "converged") {
    return `Converged after ${steps}: slope and intercept are less than a hundredth from least squares.`;
  }
  if (run.end === "diverged") {
    const [rate, bound] = [short(run.rate), short(2 / run.eigenvalues[1])];
    const why = `The rate ${rate} is above 2/λ_max = ${bound}.`;
    return `Diverged: after ${steps} the parameters have left all bounds, so training stopped. ${why}`;
  }
  if (run.end === "last") {
    return `${told} It is not there after ${steps}: the error is ${error}, and ${least} is the least possible.`;
  }
  if (!run.steps)
    return `${told} At the start the parameters are arbitrary: nothing has been learned from the data yet.`;
  if (word === "diverges") {
    return `${told} Where the loss is steepest, each step lands farther off than it began. Error now ${error}.`;
  }
  const left = `${short(100 * run.excess, 3)} % of the avoidable error is left`;
  if (word === "round") return `${told} Where the loss is steepest, each step lands as far off as it began: ${left}.`;
  return `${told} ${run.excess > 0.02 ? "Large" : "Only fine"} corrections are still due: ${left}.`;
}

/** A Python program that prints the rows of the table. */
function program(state, steps, rows) {
  const { x, y } = houses(state.seed);
  const list = (values) => {
    const lines = [];
    for (let i = 0; i < values.length; i += 7) lines.push(`    ${values.slice(i, i + 7).join(", ")},`);
    return `[\n${lines.join("\n")}\n]`;
  };
  const [w, b] = startOf(state);
  return `x = ${list(x)}
y = ${list(y)}
${
  state.standardise
    ? `mean = sum(x) / len(x)
spread = (sum((each - mean) ** 2 for each in x) / len(x)) ** 0.5
x = [(each - mean) / spread for each in x]
`
    : ""
}learning_rate, w, b = ${state.rate}, ${w}, ${b}
shown = {${rows.join(", ")}}
print(f"{'step':>5}{'w':>15}{'b':>15}{'error':>15}")
for step in range(${steps + 1}):
    errors = [w * each + b - price for each, price in zip(x, y)]
    if step:
        slope = 2 * sum(e * each for e, each in zip(errors, x)) / len(x)
        b -= learning_rate * 2 * sum(errors) / len(x)
        w -= learning_rate * slope
        errors = [w * each + b - price for each, price in zip(x, y)]
    if step in shown:
        error = sum(e * e for e in errors) / len(x)
        print(f"{step:5d}{w:15.6g}{b:15.6g}{error:15.6g}")
`;
}

export default function training(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const plot = new Chart(left.children[0], { x: [0, 6], y: [0, 60], yTitle: "price, in ten thousands" });
  const titles = { xTitle: "step", yTitle: "mean squared error" };
  const errors = new Chart(right.children[0], { x: [0, 50], y: [1, 1000], log: true, ...titles });
  /** @type {Training} */
  let run;

  function restart() {
    run = new Training(state);
    stage.mark("rate", marks("Gradient descent", run.eigenvalues, 0));
    const [low, high] = [Math.min(...run.x), Math.max(...run.x)];
    plot.x = [low - 0.1 * (high - low), high + 0.1 * (high - low)];
    plot.y = [Math.min(0, ...run.y) - 5, Math.max(...run.y) + 12];
    plot.xTitle = state.standardise ? "size, standardised" : "size, in hundreds of square metres";
  }

  function press(id) {
    if (id === "play" && !stage.running) {
      if (run.end) restart();
      stage.run(() => state.speed, undefined);
    } else stage.halt();
    if (id === "step") run.step();
    if (id === "reset") restart();
    if (id === "data") stage.set("seed", (state.seed % 1_000_000) + 1);
    stage.draw();
  }

  const across = (w) => plot.x.map((x) => [x, w[0] * x + w[1]]);

  function draw(force) {
    stage.inputs.play.textContent = stage.running ? "Pause" : "Play";
    if (plot.layout(force)) plot.drop("");
    plot.line("best", across(run.best), "sim-theory");
    const past = run.trail.all().slice(-GHOSTS - 1, -1);
    for (let i = 0; i < GHOSTS; i++) {
      const entry = past[past.length - 1 - i];
      if (!entry) plot.drop(`ghost ${i}`);
      else {
        plot.line(`ghost ${i}`, across(entry.w), "sim-path");
        plot.pieces.get(`ghost ${i}`).style.opacity = String(0.5 * (1 - i / GHOSTS));
      }
    }
    if (!state.residuals) plot.drop("residual");
    else for (const [i, x] of run.x.entries()) residual(plot, i, x, run.y[i], run.w[0] * x + run.w[1]);
    for (const [i, x] of run.x.entries()) plot.dot(`house ${i}`, [x, run.y[i]], "sim-data", 4);
    plot.line("line", across(run.w), "sim-path sim-line");
    const good = 100 * Math.max(0, Math.min(1, -Math.log10(Math.max(run.excess, 1e-6)) / 3)); // full at a thousandth
    plot.pieces.get("line").style.stroke = `color-mix(in srgb, var(--plot-3) ${good.toFixed(0)}%, var(--plot-2))`;
    const line = `the line with slope ${fixed(run.w[0])} and intercept ${fixed(run.w[1])}`;
    plot.describe(`${run.x.length} houses and ${line}; dashed, the line of least squares.`);
    drawErrors(force);
    stage.tellNumbers([
      ["step", `${run.steps} of ${LAST}`],
      ["mean squared error", short(run.error)],
      ["least possible", short(run.least)],
      ["w", fixed(run.w[0])],
      ["b", fixed(run.w[1])],
    ]);
  }

  function drawErrors(force) {
    const points = run.trail.all().map(({ step, error }) => [step, error]);
    const top = Math.max(...points.map(([, error]) => error), 2 * run.least);
    errors.x = [0, Math.max(30, run.steps)];
    errors.y = [10 ** Math.floor(Math.log10(run.least) - 0.05), 10 ** Math.ceil(Math.log10(top))];
    errors.layout(force);
    const ends = errors.x.map((x) => [x, run.least]);
    errors.line("least", ends, "sim-theory");
    errors.line("error", points, "sim-path");
    const [error, least] = [short(run.error), short(run.least)];
    errors.describe(`Mean squared error over steps, now ${error}; dashed, the least possible, ${least}.`);
  }

  restart();
  return {
    changed(id) {
      if (id === "residuals" || id === "speed") return;
      stage.halt();
      restart();
    },
    press,
    tick: () => run.step(),
    draw,
    status: () => statusOf(run),
    table: () => run.table(["w", "b", "error"], ({ w, error }) => [...w, error]),
    python: () => program(state, run.steps, run.shown()),
  };
}
