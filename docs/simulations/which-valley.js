/** A ball on a curve with several valleys: which one does it end in, and can noise or momentum change that? */
import { Chart } from "./chart.js";
import { count, fixed, short } from "./format.js";
import * as landscapes from "./kernel/landscapes.js";
import { begin, fate, marks, step } from "./kernel/optimizers.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { foretold, Run } from "./kernel/run.js";
import { element } from "./stage.js";

const MAKE = {
  Convex: landscapes.convex,
  "Two minima": landscapes.twoMinima,
  "Many minima": landscapes.manyMinima,
  "Flat inflection": landscapes.flatInflection,
};
const FAR = 1e3; // a ball so far out has diverged
const STILL = 1e-9; // slope and step below this: at rest
const LONGEST = 2000;

/** One run from a start, with its own noise. */
class Ball extends Run {
  /** How often the ball left a valley. */
  escapes = 0;
  /** @type {number | undefined} the step at which it did so last */
  escaped = undefined;
  /** The length of the last step. */
  length = 0;

  /**
   * @param {landscapes.Landscape} landscape
   * @param {Record<string, any>} state the controls' values
   * @param {number} start
   * @param {number} seed of the noise
   */
  constructor(landscape, { rate, usesMomentum, momentum, noise }, start, seed) {
    super(300);
    this.landscape = landscape;
    this.noise = noise;
    this.start = start;
    this.settings = { optimizer: usesMomentum ? "Momentum" : "Gradient descent", rate, momentum };
    this.random = generator(seed);
    this.state = begin([start]);
    this.measure();
  }

  get x() {
    return this.state.w[0];
  }

  measure() {
    this.cost = this.landscape.loss(this.state.w);
    this.slope = this.landscape.gradient(this.state.w)[0];
    this.trail.add({ step: this.state.steps, x: this.x, cost: this.cost, slope: this.slope });
  }

  step() {
    if (this.end) return false;
    const moving = Math.max(Math.abs(this.slope), Math.abs(this.state.mean[0] * this.settings.rate));
    if (!this.noise && moving < STILL) return this.stop("rest");
    if (this.state.steps >= LONGEST) return this.stop("long");
    const slope = this.noise ? this.slope + this.noise * this.random.normal() : this.slope;
    const next = step(this.state, [slope], this.settings);
    if (!(Math.abs(next.w[0]) < FAR)) return this.stop("far");
    const before = valleyOf(this.landscape, this.x);
    this.length = Math.abs(next.w[0] - this.x);
    this.state = next;
    this.measure();
    if (valleyOf(this.landscape, this.x) !== before) {
      this.escapes += 1;
      this.escaped = next.steps;
    }
    return true;
  }

  /** The lowest point of the valley that the ball is in. */
  get bottom() {
    return bottomOf(this.landscape, this.x);
  }

  /** Is the ball away from that point? */
  get astray() {
    return Math.abs(this.x - this.bottom) > 0.05;
  }

  /** Did the run end at rest at a minimum? */
  get settled() {
    return this.end === "rest" && !this.astray;
  }

  /** Does the ball hardly move, on ground that is hardly steep, where no minimum is? */
  get flat() {
    return this.astray && Math.abs(this.slope) < 1e-3 && this.length < 1e-3;
  }
}

/**
 * The number of the valley that x lies in, counted from the left.
 * @param {landscapes.Landscape} landscape
 * @param {number} x
 */
const valleyOf = ({ maxima }, x) => maxima.filter((top) => top < x).length;

/** The lowest point of the valley that x lies in. */
const bottomOf = (landscape, x) =>
  landscape.minima.find(([at]) => valleyOf(landscape, at) === valleyOf(landscape, x))[0];

/** The rate above which a ball cannot come to rest at a minimum: 2 over the curvature there, and more with momentum. */
function boundAt({ gradient }, x, { optimizer, momentum }) {
  const curvature = (gradient([x + 1e-5])[0] - gradient([x - 1e-5])[0]) / 2e-5;
  return (2 * (1 + (optimizer === "Momentum" ? momentum : 0))) / curvature;
}

const [OUT, NOWHERE] = ["out of bounds", "at no minimum"];

/** Where a run ended: a minimum's place, that of the valley if there was noise, out of bounds or at no minimum. */
function endOf(run) {
  if (run.end === "far") return OUT;
  return run.noise || run.settled ? run.bottom : NOWHERE;
}

/** A hundred seeded starts, each run to its end. @returns {{start: number, end: number|string}[]} */
export function hundred(landscape, state) {
  const random = generator(state.seed);
  const [[low, high]] = landscape.box;
  return Array.from({ length: 100 }, (_, i) => {
    const run = new Ball(landscape, state, low + random.uniform() * (high - low), 1000 * state.seed + i);
    while (run.step());
    return { start: run.start, end: endOf(run) };
  });
}

/** What theory says of a run, where the curvature is the same everywhere; else nothing. */
function theory({ landscape, settings, noise, start }) {
  if (!landscape.eigenvalues || noise || !landscape.gradient([start])[0]) return "";
  const { optimizer, rate, momentum } = settings;
  return `${foretold(fate(optimizer, landscape.eigenvalues, rate, momentum), "curvature")}. `;
}

/** What to say of a run. */
function statusOf(run) {
  const { landscape, state, bottom } = run;
  const [steps, valley] = [count(state.steps, "step"), `x = ${fixed(bottom, 2)}`];
  const told = theory(run);
  if (run.end === "far") {
    const diverged = run.noise ? "Stopped" : `${told}Diverged`;
    return `${diverged}: after ${steps} the next one would carry the ball more than ${FAR.toLocaleString("en")} away.`;
  }
  if (run.end && run.noise) {
    const kind = bottom === landscape.minima[0][0] ? "the global one" : "a local one";
    const noise = `noise keeps the ball moving. Escaped ${count(run.escapes, "time")}.`;
    return `Stopped after ${steps} in the valley of ${valley}, ${kind}; ${noise}`;
  }
  if (run.end) return told + endInWords(run, steps, valley);
  if (run.escaped && state.steps - run.escaped < 40) {
    return `Escaped: at step ${run.escaped} the ball left its valley; now it is in that of ${valley}.`;
  }
  if (!state.steps) return `${told}The ball stands at x = ${fixed(run.x, 2)}, in the valley of ${valley}.`;
  return `${told}${steps}: slope ${short(run.slope, 3)}, cost ${short(run.cost)}.`;
}

/** How a run without noise ended. */
function endInWords(run, steps, valley) {
  const { landscape, settings, bottom } = run;
  const best = landscape.minima[0][0];
  if (run.flat) {
    return `Stopped after ${steps} on flat ground that is no minimum: the slope is ${short(run.slope, 2)}.`;
  }
  if (!run.settled) {
    const fast = settings.rate > (1 + 1e-6) * boundAt(landscape, bottom, settings);
    const bound = `the rate is above the bound of the valley at ${valley}`;
    const last = `the slope is ${short(run.slope, 2)}, the last step was ${short(run.length, 2)} long`;
    return `Stopped after ${steps}, never at rest: ${fast ? bound : last}.`;
  }
  const escaped = run.escapes ? "Escaped from another valley on the way. " : "";
  const place = `after ${steps}: x = ${fixed(run.x, 4)}, cost ${fixed(run.cost, 4)}`;
  if (Math.abs(bottom - best) < 1e-6) return `${escaped}Found the global minimum ${place}.`;
  return `${escaped}Stuck in a local minimum ${place}, and ${fixed(landscape.loss([best]), 4)} is possible.`;
}

/** A Python program that prints the rows of the table. */
function program(state, steps, rows) {
  const { usesMomentum, momentum, noise, rate, x, seed } = state;
  const move = [`velocity = ${momentum} * velocity + g`, "x -= learning_rate * velocity"];
  const lines = [
    `g = gradient(x)${noise ? ` + ${noise} * normal()` : ""}`,
    ...(usesMomentum ? move : ["x -= learning_rate * g"]),
  ];
  return `${noise ? `${generatorInPython(seed)}\n\n` : ""}${MAKE[state.landscape]().python}

learning_rate, x = ${rate}, ${x}
${usesMomentum ? "velocity = 0.0\n" : ""}shown = {${rows.join(", ")}}
print(f"{'step':>5}{'x':>15}{'cost':>15}{'slope':>15}")
for step in range(${steps + 1}):
    if step:
        ${lines.join("\n        ")}
    if step in shown:
        print(f"{step:5d}{x:15.6g}{loss(x):15.6g}{gradient(x):15.6g}")
`;
}

export default function whichValley(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const curve = new Chart(left.children[0], { x: [-2.2, 2.2], y: [-4, 8], xTitle: "x", yTitle: "cost" });
  const titles = { xTitle: "step", yTitle: "size of the slope" };
  const slopes = new Chart(right.children[0], { x: [0, 20], y: [1e-9, 10], log: true, ...titles });
  const ends = left.appendChild(element("div", { className: "sim-ends" }));
  /** @type {landscapes.Landscape} */
  let landscape;
  /** @type {Ball} */
  let run;
  /** @type {({start: number, end: number|string}[] & {noise: boolean}) | undefined} the hundred starts */
  let tried;
  let drawn, listed;

  function restart() {
    landscape = MAKE[state.landscape]();
    const [[low, high]] = landscape.box;
    state.x = Number(Math.min(high, Math.max(low, state.x)).toFixed(2));
    run = new Ball(landscape, state, state.x, state.seed);
    stage.idle(...(state.usesMomentum ? [] : ["momentum"]));
    stage.mark("rate", curvatureMarks());
  }

  /**
   * 2 over the curvature of each minimum: above it the ball cannot come to rest there.
   * @returns {[number, string][]}
   */
  function curvatureMarks() {
    if (landscape.eigenvalues) {
      const all = marks(run.settings.optimizer, landscape.eigenvalues, state.momentum);
      return all.filter(([, name]) => !name.includes("+λ"));
    }
    const bound = (x) => Number(boundAt(landscape, x, run.settings).toPrecision(6));
    return landscape.minima.map(([x]) => [bound(x), `x = ${fixed(x, 2)}`]);
  }

  function place(x) {
    const [[low, high]] = landscape.box;
    stage.set("x", Number(Math.min(high, Math.max(low, x)).toFixed(2)));
  }

  const help = "Curve. Left and right arrow keys move the start, with shift farther.";
  curve.takes(
    help,
    ([x]) => place(x),
    (right, _, far) => {
      if (right) place(state.x + right * (far ? 0.25 : 0.05));
      return right !== 0;
    },
  );

  function press(id) {
    if (id === "begin") {
      if (run.end) restart();
      stage.run(() => 15 + run.state.steps / 3, undefined);
    } else stage.halt();
    if (id === "reset") {
      tried = undefined;
      restart();
    }
    if (id === "hundred") tried = Object.assign(hundred(landscape, state), { noise: state.noise > 0 });
    stage.draw();
  }

  function draw(force) {
    [curve.x] = landscape.box;
    const at = (i) => curve.x[0] + (i / 180) * (curve.x[1] - curve.x[0]);
    const points = Array.from({ length: 181 }, (_, i) => [at(i), landscape.loss([at(i)])]);
    const [least, most] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
    curve.y = [least - 0.22 * (most - least), most + 0.05 * (most - least)];
    if (curve.layout(force) || drawn !== landscape.name) {
      curve.drop("");
      curve.line("curve", points, "sim-fit");
      drawn = landscape.name;
    }
    landscape.minima.forEach(([x], i) => {
      const y = landscape.loss([x]);
      curve.dot(`minimum ${i}`, [x, y], i ? "sim-start" : "sim-goal");
      curve.text(`cost ${i}`, [x, y], `${i || landscape.minima.length === 1 ? "" : "global "}${fixed(y, 2)}`, {
        dy: 20,
      });
    });
    curve.dot("start", [run.start, landscape.loss([run.start])], "sim-start", 4);
    const trail = run.trail.all().slice(-40);
    curve.line(
      "trail",
      trail.map(({ x, cost }) => [x, cost]),
      "sim-path sim-faint",
    );
    const long = Math.sign(run.slope) * Math.min(0.25, Math.abs(run.slope) / 12) * (curve.x[1] - curve.x[0]);
    curve.arrow("slope", [run.x, run.cost], [run.x - long, run.cost - long * run.slope], "sim-gradient");
    curve.dot("ball", [run.x, run.cost], "sim-ball", 7);
    drawSlopes(force);
    drawEnds();
    const best = landscape.minima[0];
    stage.tellNumbers([
      ["step", run.state.steps.toLocaleString("en")],
      ["x", fixed(run.x, 4)],
      [run.end ? "final cost" : "cost", short(run.cost)],
      ["global cost", short(landscape.loss(best))],
      ["distance from the global minimum", short(Math.abs(run.x - best[0]))],
      ["slope", short(run.slope)],
      ["escapes", String(run.escapes)],
    ]);
  }

  function drawSlopes(force) {
    const points = run.trail.all().map(({ step, slope }) => [step, Math.max(Math.abs(slope), 1e-10)]);
    const top = Math.max(10, ...points.map(([, size]) => size));
    slopes.x = [0, Math.max(20, run.state.steps)];
    slopes.y = [1e-10, 10 ** Math.ceil(Math.log10(top))];
    slopes.layout(force);
    slopes.line("slope", points, "sim-path");
    slopes.describe(`Size of the slope over steps, now ${short(Math.abs(run.slope), 3)}.`);
  }

  /** Under the curve: where each of the hundred starts lay, in a row for each place where they ended. */
  function drawEnds() {
    ends.hidden = !tried;
    if (!tried || listed === tried) return;
    listed = tried;
    const places = [...landscape.minima.map(([x]) => x), NOWHERE, OUT];
    ends.replaceChildren(element("p", { textContent: "Where 100 starts ended. A stroke stands below its start." }));
    for (const end of places) {
      const here = tried.filter((each) => each.end === end);
      if (!here.length && typeof end === "string") continue;
      const best = end === landscape.minima[0][0] ? ", global" : "";
      const name = typeof end === "string" ? end : `x = ${fixed(end, 2)}${best}`;
      const row = element("div", { className: "sim-end" });
      const strip = element("i", {});
      for (const { start } of here) {
        const stroke = element("span", {});
        stroke.style.setProperty("--share", String((start - curve.x[0]) / (curve.x[1] - curve.x[0])));
        strip.append(stroke);
      }
      row.append(strip, element("span", { textContent: `${name}: ${here.length} of 100` }));
      ends.append(row);
    }
  }

  restart();
  return {
    changed(id) {
      stage.halt();
      if (id !== "x") tried = undefined;
      restart();
    },
    press,
    tick: () => run.step(),
    draw,
    status: () => (tried ? `${hundredInWords(landscape, tried)} ` : "") + statusOf(run),
    table: () => run.table(["x", "cost", "slope"], ({ x, cost, slope }) => [x, cost, slope]),
    python: () => program(state, run.state.steps, run.shown()),
  };
}

/** The result of a hundred starts, as a sentence. */
function hundredInWords(landscape, tried) {
  const best = tried.filter(({ end }) => end === landscape.minima[0][0]).length;
  const gone = tried.filter(({ end }) => end === OUT).length;
  const where = tried.noise ? "in the valley of the global minimum" : "at the global minimum";
  return `Of 100 starts ${best} ended ${where}${gone ? `, and ${gone} left all bounds` : ""}.`;
}
