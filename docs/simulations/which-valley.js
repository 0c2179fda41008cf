/** A ball on a curve with several valleys: which one does it end in, and can noise or momentum change that? */
import { Chart } from "./chart.js";
import { count, fixed, short } from "./format.js";
import * as landscapes from "./kernel/landscapes.js";
import { begin, fate, marks, step } from "./kernel/optimizers.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { Trail } from "./kernel/trail.js";
import { element } from "./stage.js";

const MAKE = { Convex: landscapes.convex, "Two minima": landscapes.twoMinima, "Many minima": landscapes.manyMinima, "Flat inflection": landscapes.flatInflection };
const FAR = 1e3; // a ball so far out has diverged
const STILL = 1e-9; // slope and step below this: at rest
const LONGEST = 2000;

/** One run from a start, with its own noise. */
export class Run {
  /** @param {object} state the controls' values; @param {number} start; @param {number} seed of the noise */
  constructor(landscape, { rate, usesMomentum, momentum, noise }, start, seed) {
    Object.assign(this, { landscape, noise, start });
    this.settings = { optimizer: usesMomentum ? "Momentum" : "Gradient descent", rate, momentum };
    this.random = generator(seed);
    this.state = begin([start]);
    this.trail = new Trail(300);
    this.end = "";
    this.escapes = 0;
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
    if (!this.noise && Math.abs(this.slope) < STILL && Math.abs(this.state.mean[0] * this.settings.rate) < STILL) return this.stop("rest");
    if (this.state.steps >= LONGEST) return this.stop("long");
    const slope = this.noise ? this.slope + this.noise * this.random.normal() : this.slope;
    const next = step(this.state, [slope], this.settings);
    if (!(Math.abs(next.w[0]) < FAR)) return this.stop("far");
    const before = valleyOf(this.landscape, this.x);
    this.state = next;
    this.measure();
    if (valleyOf(this.landscape, this.x) !== before) {
      this.escapes += 1;
      this.escaped = { step: next.steps, from: before };
    }
    return true;
  }

  stop(why) {
    this.end = why;
    return false;
  }
}

/** The number of the valley that x lies in, counted from the left. */
export const valleyOf = ({ maxima }, x) => maxima.filter((top) => top < x).length;

/** The lowest point of the valley that x lies in. */
export const bottomOf = (landscape, x) => landscape.minima.find(([at]) => valleyOf(landscape, at) === valleyOf(landscape, x))[0];

/** The rate above which a ball cannot come to rest at a minimum: 2 over the curvature there, and more with momentum. */
export function boundAt({ gradient }, x, { optimizer, momentum }) {
  const curvature = (gradient([x + 1e-5])[0] - gradient([x - 1e-5])[0]) / 2e-5;
  return (2 * (1 + (optimizer === "Momentum" ? momentum : 0))) / curvature;
}

/** Where a run ended: a minimum's place, "flat" or "diverged". */
export function endOf(run) {
  if (run.end === "far") return "diverged";
  const bottom = bottomOf(run.landscape, run.x);
  return !run.noise && Math.abs(run.x - bottom) > 0.05 ? "not there yet" : bottom;
}

/** A hundred seeded starts, each run to its end. @returns {{start: number, end: number|string}[]} */
export function hundred(landscape, state) {
  const random = generator(state.seed);
  const [[low, high]] = landscape.box;
  return Array.from({ length: 100 }, (_, i) => {
    const run = new Run(landscape, state, low + random.uniform() * (high - low), 1000 * state.seed + i);
    while (run.step());
    return { start: run.start, end: endOf(run) };
  });
}

const FATES = { steady: "converges steadily", overshooting: "converges, overshooting", round: "goes round for ever", diverges: "diverges" };

/** What to say of a run. */
export function statusOf(run) {
  const { landscape, state, settings } = run;
  const steps = count(state.steps, "step");
  const best = landscape.minima[0][0];
  const bottom = bottomOf(landscape, run.x);
  const told = landscape.eigenvalues && !run.noise ? `By its curvature this run ${FATES[fate(settings.optimizer, landscape.eigenvalues, settings.rate, settings.momentum)]}. ` : "";
  if (run.end === "far") return `${told}Diverged: after ${steps} the ball left the picture for good, so it stopped.`;
  if (run.end && !run.noise) {
    if (Math.abs(run.x - bottom) > 0.05 && Math.abs(run.slope) < 1e-3) return `Stopped after ${steps} on flat ground that is no minimum: the slope is ${short(run.slope, 2)}.`;
    if (Math.abs(run.x - bottom) > 0.05) return `${told}Stopped after ${steps}, never at rest: ${settings.rate > boundAt(landscape, bottom, settings) ? `the rate is above the bound of the valley at x = ${fixed(bottom, 2)}` : "the ball is still on its way"}.`;
    const escaped = run.escapes ? `Escaped from another valley on the way. ` : "";
    if (Math.abs(bottom - best) < 1e-6) return `${told}${escaped}Found the global minimum after ${steps}: x = ${fixed(run.x, 4)}, cost ${fixed(run.cost, 4)}.`;
    return `${escaped}Stuck in a local minimum after ${steps}: x = ${fixed(run.x, 4)}, cost ${fixed(run.cost, 4)}, and ${fixed(landscape.loss([best]), 4)} is possible.`;
  }
  if (run.end) return `Stopped after ${steps} in the valley of x = ${fixed(bottom, 2)}${bottom === best ? ", the global one" : ", a local one"}; noise keeps the ball moving. Escaped ${count(run.escapes, "time")}.`;
  if (run.escaped && state.steps - run.escaped.step < 40) return `Escaped: at step ${run.escaped.step} the ball left its valley; now it is in that of x = ${fixed(bottom, 2)}.`;
  if (!state.steps) return `${told}The ball stands at x = ${fixed(run.x, 2)}, in the valley of x = ${fixed(bottom, 2)}.`;
  return `${told}${steps}: slope ${short(run.slope, 3)}, cost ${short(run.cost)}.`;
}

/** A Python program that prints the rows of the table. */
export function program(state, steps, rows) {
  const { usesMomentum, momentum, noise, rate, x, seed } = state;
  const lines = [
    `g = gradient(x)${noise ? ` + ${noise} * normal()` : ""}`,
    ...(usesMomentum ? [`velocity = ${momentum} * velocity + g`, "x -= learning_rate * velocity"] : ["x -= learning_rate * g"]),
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
  const curve = new Chart(left.children[0], { label: "", x: [-2.2, 2.2], y: [-4, 8], xTitle: "x", yTitle: "cost" });
  const slopes = new Chart(right.children[0], { label: "", x: [0, 20], y: [1e-9, 10], log: true, xTitle: "step", yTitle: "size of the slope" });
  const ends = left.appendChild(element("div", { className: "sim-ends" }));
  let landscape, run, tried, drawn;

  function restart() {
    landscape = MAKE[state.landscape]();
    const [[low, high]] = landscape.box;
    state.x = Number(Math.min(high, Math.max(low, state.x)).toFixed(2));
    run = new Run(landscape, state, state.x, state.seed);
    stage.hide(...(state.usesMomentum ? [] : ["momentum"]));
    stage.mark("rate", curvatureMarks());
  }

  /** 2 over the curvature of each minimum: above it the ball cannot come to rest there. */
  function curvatureMarks() {
    if (landscape.eigenvalues) return marks(run.settings.optimizer, landscape.eigenvalues, state.momentum).filter(([, name]) => !name.includes("+λ"));
    return landscape.minima.map((at) => [Number(boundAt(landscape, at[0], run.settings).toPrecision(6)), `x = ${fixed(at[0], 2)}`]);
  }

  function place(x) {
    const [[low, high]] = landscape.box;
    stage.set("x", Number(Math.min(high, Math.max(low, x)).toFixed(2)));
  }

  curve.svg.setAttribute("tabindex", "0");
  curve.svg.setAttribute("role", "group");
  curve.svg.setAttribute("aria-label", "Curve. Left and right arrow keys move the start, with shift farther.");
  curve.svg.addEventListener("pointerdown", (event) => place(curve.at(event)[0]));
  curve.svg.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    place(state.x + way * (event.shiftKey ? 0.25 : 0.05));
  });

  function press(id) {
    if (id === "begin") {
      if (run.end) restart();
      stage.run(() => 15 + run.state.steps / 3, undefined);
    } else stage.halt();
    if (id === "reset") {
      tried = undefined;
      restart();
    }
    if (id === "hundred") tried = hundred(landscape, state);
    stage.draw();
  }

  function draw(force) {
    [curve.x] = landscape.box;
    const points = Array.from({ length: 181 }, (_, i) => curve.x[0] + (i / 180) * (curve.x[1] - curve.x[0])).map((x) => [x, landscape.loss([x])]);
    const [least, most] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
    curve.y = [least - 0.22 * (most - least), most + 0.05 * (most - least)];
    if (curve.layout(force) || drawn !== landscape.name) {
      curve.drop("");
      curve.line("curve", points, "sim-fit");
      drawn = landscape.name;
    }
    landscape.minima.forEach(([x], i) => {
      const y = landscape.loss([x]);
      curve.put(`minimum ${i}`, "circle", { class: i ? "sim-start" : "sim-goal", cx: curve.X(x), cy: curve.Y(y), r: 5 });
      curve.text(`cost ${i}`, [x, y], `${i ? "" : "global "}${fixed(y, 2)}`, "sim-label", { "text-anchor": "middle", dy: 20 });
    });
    curve.dot("start", [run.start, landscape.loss([run.start])], "sim-start", 4);
    curve.line("trail", run.trail.all().slice(-40).map(({ x, cost }) => [x, cost]), "sim-path sim-faint");
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
      ["valleys left", String(run.escapes)],
    ]);
  }

  function drawSlopes(force) {
    const points = run.trail.all().map(({ step, slope }) => [step, Math.max(Math.abs(slope), 1e-10)]);
    const top = Math.max(10, ...points.map(([, size]) => size));
    slopes.x = [0, Math.max(20, run.state.steps)];
    slopes.y = [1e-10, 10 ** Math.ceil(Math.log10(top))];
    slopes.layout(force);
    slopes.line("slope", points, "sim-path");
    slopes.svg.setAttribute("aria-label", `Size of the slope over steps, now ${short(Math.abs(run.slope), 3)}.`);
  }

  /** Under the curve: where each of the hundred starts lay, in a row for each place where they ended. */
  function drawEnds() {
    ends.hidden = !tried;
    if (!tried || ends.shown === tried) return;
    ends.shown = tried;
    const places = [...landscape.minima.map(([x]) => x), "not there yet", "diverged"];
    ends.replaceChildren(element("p", { textContent: "Where 100 starts ended. A stroke stands below its start." }));
    for (const end of places) {
      const here = tried.filter((each) => each.end === end);
      if (!here.length && typeof end === "string") continue;
      const name = typeof end === "string" ? end : `x = ${fixed(end, 2)}${end === landscape.minima[0][0] ? ", global" : ""}`;
      const row = element("div", { className: "sim-end" });
      const strip = element("i", {});
      for (const { start } of here) {
        const stroke = element("span", {});
        stroke.style.setProperty("--share", (start - curve.x[0]) / (curve.x[1] - curve.x[0]));
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
    table: () => ({
      heads: ["step", "x", "cost", "slope"],
      rows: run.trail.rows().map(({ step, x, cost, slope }) => [String(step), ...[x, cost, slope].map((value) => String(Number(value.toPrecision(6))))]),
    }),
    python: () => program(state, run.state.steps, run.trail.rows().map(({ step }) => step)),
  };
}

/** The result of a hundred starts, as a sentence. */
export function hundredInWords(landscape, tried) {
  const best = tried.filter(({ end }) => end === landscape.minima[0][0]).length;
  const gone = tried.filter(({ end }) => end === "diverged").length;
  return `Of 100 starts ${best} ended in the valley of the global minimum${gone ? ` and ${gone} diverged` : ""}.`;
}
