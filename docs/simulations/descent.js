/** A ball that an optimizer moves over a landscape of two weights, told by its eigenvalues. */
import { lost, once } from "../javascripts/element.js";
import { Chart } from "./chart.js";
import { count, fixed, short } from "./format.js";
import * as landscapes from "./kernel/landscapes.js";
import { begin, fate, marks, slowest, step } from "./kernel/optimizers.js";
import { foretold, Run } from "./kernel/run.js";
import { element, showBars } from "./stage.js";

const STARTS = {
  Bowl: { Corner: [-3.5, 2.5], Middle: [1.5, 1], "Near the minimum": [0.2, -0.1] },
  "Elongated valley": { Corner: [-3.5, 2.5], Middle: [1.5, 1], "Near the minimum": [0.2, -0.1] },
  "Several minima": { Corner: [2, 2], Middle: [0.1, 0.2], "Near the minimum": [-1.1, -1.4] },
  Rosenbrock: { Corner: [-1.5, 2.5], Middle: [0, 0], "Near the minimum": [1.1, 1.1] },
  Saddle: { Corner: [-3.5, 0.5], Middle: [1.5, 0.001], "Near the minimum": [0.2, 0] },
};
const FAR = 1e8; // a ball so far out, or a cost so large in size, has diverged
const STILL = 1e-10; // of the first gradient and of the first step: the ball has come to rest
const ADAPT = ["RMSProp", "Adam"]; // when they forget steep ground, their steps grow, and they may leave again
const NONE = 1e-9; // of the gradient: so small a part of the start is none
const LONGEST = 10_000;

const MAKE = {
  Bowl: landscapes.bowl,
  "Elongated valley": landscapes.valley,
  "Several minima": landscapes.severalMinima,
  Rosenbrock: landscapes.rosenbrock,
  Saddle: landscapes.saddle,
};
const surfaceModule = once(() => import("./surface.js"));

/** The landscape that a state speaks of. @returns {landscapes.Landscape} */
const landscapeOf = ({ landscape, kappa }) => MAKE[landscape](kappa);

/** Where the ball starts. */
export const startOf = (state) =>
  state.start === "Chosen on the map" ? [state.w1, state.w2] : STARTS[state.landscape][state.start];

const norm = (vector) => Math.hypot(...vector);

/** One run from a start. */
class Descent extends Run {
  /** The length of the last step. */
  length = 0;
  /** How often a weight's steps changed their sign. */
  turns = 0;
  /** @type {number[] | undefined} the last step */
  move = undefined;
  /** The length of the first step. */
  stride = 0;

  constructor(landscape, start, settings) {
    super();
    this.landscape = landscape;
    this.start = start;
    this.settings = settings;
    this.state = begin(start);
    this.note();
    this.first = norm(this.gradient);
  }

  note() {
    this.cost = this.landscape.loss(this.state.w);
    this.gradient = this.landscape.gradient(this.state.w);
    this.trail.add({ step: this.state.steps, w: this.state.w, cost: this.cost });
  }

  /** Take one step; one that would leave all bounds, or lead nowhere, is not taken and ends the run. */
  step() {
    if (this.end) return false;
    const next = step(this.state, this.gradient, this.settings);
    if (!(norm(next.w) < FAR) || !(Math.abs(this.landscape.loss(next.w)) < FAR * FAR)) return this.stop("far");
    const move = next.w.map((value, i) => value - this.state.w[i]);
    this.stride ||= norm(move);
    // where the gradient is zero, a ball with a velocity rolls on
    if (norm(this.gradient) <= STILL * this.first && norm(move) <= STILL * this.stride) return this.stop("rest");
    if (this.move) this.turns += move.filter((value, i) => value * this.move[i] < 0).length;
    this.move = move;
    this.length = norm(move);
    this.state = next;
    this.note();
    return this.state.steps >= LONGEST ? this.stop("long") : true;
  }
}

/**
 * What theory says of a run, from the eigenvalues of the directions in which its start has a part; null where it has no
 * word.
 */
function theory({ eigenvalues, directions }, { optimizer, rate, momentum }, start) {
  if (!eigenvalues) return null;
  const parts = eigenvalues.map((value, i) => Math.abs(value * dot(directions[i], start)));
  const values = eigenvalues.filter((_, i) => parts[i] > NONE * Math.max(...parts));
  const word = values.length && fate(optimizer, values, rate, momentum);
  if (!word) return null;
  const ridge = eigenvalues.some((value, i) => value < 0 && parts[i] === 0);
  if (!ridge && word !== fate(optimizer, eigenvalues, rate, momentum)) return null;
  const share = slowest(optimizer, values, rate, momentum);
  const bound = marks(optimizer, values, momentum).at(-1)?.[0];
  return { share, text: `${foretold(word)}: ${reason(values, word, share, bound, ridge)}.` };
}

/** Why: the sentence's second half. */
function reason(values, word, share, bound, ridge) {
  if (Math.min(...values) < 0) return "one eigenvalue is negative, and each step leads farther from the ridge";
  const starts = ridge ? "it starts on the ridge and keeps to it, and " : "";
  const limit = `${short(bound)}, the bound for the largest curvature${ridge ? " there" : ""}`;
  if (word === "round") return `${starts}the rate is at ${limit}`;
  if (word === "diverges") return `${starts}the rate is above ${limit}`;
  const kept = share > 0.9995 ? `all but ${short(1 - share, 2)}` : short(share);
  const from = ridge ? "the saddle point" : "the minimum";
  return `${starts}in the long run a step keeps on average ${kept} of the distance from ${from}`;
}

/** Why theory has no word. */
function silence({ eigenvalues }, optimizer) {
  if (!eigenvalues) return "This landscape has no curvature that is the same everywhere";
  if (!fate(optimizer, eigenvalues, 1, 0)) return "Eigenvalues do not tell what this optimizer does";
  return "The start has next to no part in one eigendirection";
}

/** @param {number[]} v @param {number[]} w */
const dot = ([a, b], [c, d]) => a * c + b * d;

/** What the run itself shows, where there is no theory. */
function report(run) {
  const steps = count(run.state.steps, "step");
  if (run.end === "far") return `It has diverged: after ${steps} the next one would leave all bounds, so it stopped.`;
  if (run.end === "rest") {
    const came = ADAPT.includes(run.settings.optimizer) ? "stopped" : "has come to rest";
    return `It ${came} after ${steps}: the gradient is ${short(norm(run.gradient), 2)}.`;
  }
  if (run.end === "long") return `It stopped after ${steps}, with the gradient at ${short(norm(run.gradient), 3)}.`;
  return `${steps}: cost ${short(run.cost)}, gradient ${short(norm(run.gradient), 3)}.`;
}

/** What each optimizer remembers, and what it does in Python. */
const IN_PYTHON = {
  "Gradient descent": [[], () => "w[i] -= learning_rate * g"],
  Momentum: [
    ["velocity"],
    (momentum) => `velocity[i] = ${momentum} * velocity[i] + g
            w[i] -= learning_rate * velocity[i]`,
  ],
  Nesterov: [
    ["velocity"],
    (momentum) => `velocity[i] = ${momentum} * velocity[i] + g
            w[i] -= learning_rate * (g + ${momentum} * velocity[i])`,
  ],
  RMSProp: [
    ["square"],
    () => `square[i] = 0.99 * square[i] + (1 - 0.99) * (g * g)
            w[i] -= learning_rate * g / (math.sqrt(square[i]) + 1e-8)`,
  ],
  Adam: [
    ["mean", "square"],
    () => `mean[i] = 0.9 * mean[i] + (1 - 0.9) * g
            square[i] = 0.999 * square[i] + (1 - 0.999) * (g * g)
            corrected = mean[i] / (1 - 0.9**step)
            root = math.sqrt(square[i] / (1 - 0.999**step))
            w[i] -= learning_rate * corrected / (root + 1e-8)`,
  ],
};

/** A Python program that prints the rows of the table. */
function program(state, steps, rows) {
  const [memory, move] = IN_PYTHON[state.optimizer];
  return `${memory.includes("square") ? "import math\n\n\n" : ""}${landscapeOf(state).python}

learning_rate, w = ${state.rate}, [${startOf(state).join(", ")}]
${memory.map((name) => `${name} = [0.0, 0.0]\n`).join("")}shown = {${rows.join(", ")}}
print(f"{'step':>5}{'w1':>15}{'w2':>15}{'cost':>15}")
for step in range(${steps + 1}):
    if step:
        for i, g in enumerate(gradient(w)):
            ${move(state.momentum)}
    if step in shown:
        print(f"{step:5d}{w[0]:15.6g}{w[1]:15.6g}{loss(w):15.6g}")
`;
}

/** Heights between 0 and 1 for the colours of the map: equal steps of the logarithm, so that valley floors show. */
function shade(landscape) {
  const [[left, right], [low, high]] = landscape.box;
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i <= 40; i++) {
    for (let j = 0; j <= 40; j++) {
      const cost = landscape.loss([left + (i / 40) * (right - left), low + (j / 40) * (high - low)]);
      [least, most] = [Math.min(least, cost), Math.max(most, cost)];
    }
  }
  if (landscape.name === "Saddle" || landscape.name === "Several minima") {
    return (x, y) => (landscape.loss([x, y]) - least) / (most - least);
  }
  const unit = (most - least) / (landscape.name === "Rosenbrock" ? 3000 : 200);
  const top = Math.log1p((most - least) / unit);
  return (x, y) => Math.log1p(Math.max(0, landscape.loss([x, y]) - least) / unit) / top;
}

export default function descent(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const map = new Chart(left.children[0], { x: [-4, 4], y: [-4, 4], xTitle: "w₁", yTitle: "w₂" });
  const costs = new Chart(right.children[0], { x: [0, 20], y: [1e-3, 1], log: true, xTitle: "step", yTitle: "cost" });
  const [title, bars] = [element("p", {}), element("div", {})];
  right.children[1].append(title, bars);
  const solid = left.appendChild(element("div", { className: "sim-solid", hidden: true }));
  /** @type {landscapes.Landscape} */
  let landscape;
  /** @type {Descent} */
  let run;
  /** @type {Descent | undefined} */
  let second;
  let surface, painted;

  function restart() {
    landscape = landscapeOf(state);
    const { optimizer, compare, rate, rate2, momentum } = state;
    const begun = (name, its) => new Descent(landscape, startOf(state), { optimizer: name, rate: its, momentum });
    run = begun(optimizer, rate);
    second = compare === "Nothing" ? undefined : begun(compare, rate2);
    const hidden = {
      kappa: landscape.name !== "Elongated valley",
      momentum: ![optimizer, compare].some((name) => name === "Momentum" || name === "Nesterov"),
      rate2: !second,
    };
    stage.hide(...Object.keys(hidden).filter((id) => hidden[id]));
    const [, , near] = stage.inputs.start.options;
    near.value = "Near the minimum"; // what a link says, whatever it is called here
    near.textContent = landscape.minima.length ? near.value : "On the ridge";
    stage.mark("rate", landscape.eigenvalues ? marks(optimizer, landscape.eigenvalues, momentum) : []);
  }

  function changed(id) {
    if (["view", "gradient", "path"].includes(id)) return;
    stage.halt();
    if (state.start === "Chosen on the map") {
      const [[l, r], [b, t]] = landscapeOf(state).box;
      [state.w1, state.w2] = [Math.min(r, Math.max(l, state.w1)), Math.min(t, Math.max(b, state.w2))];
    }
    restart();
  }

  function press(id) {
    if (id === "reset") {
      stage.halt();
      restart();
    } else if (id === "step") {
      stage.halt();
      tick();
    } else if (stage.running) stage.halt();
    else {
      if (run.end && (second?.end ?? true)) restart();
      stage.run(() => 12 + run.state.steps / 4, stage.inputs.run);
    }
    stage.draw();
  }

  function tick() {
    const first = run.step();
    return (second?.step() ?? false) || first;
  }

  /** Put the start somewhere on the map. */
  function place(w) {
    const [[l, r], [b, t]] = landscape.box;
    state.w1 = Number(Math.min(r, Math.max(l, w[0])).toFixed(3));
    state.w2 = Number(Math.min(t, Math.max(b, w[1])).toFixed(3));
    stage.set("start", "Chosen on the map");
  }

  map.takes("Map of the landscape. Arrow keys move the start, with shift farther.", place, (right, up, far) => {
    const part = far ? 0.1 : 0.02;
    const [w1, w2] = run.start;
    place([w1 + right * part * (map.x[1] - map.x[0]), w2 + up * part * (map.y[1] - map.y[0])]);
    return true;
  });

  function draw(force) {
    solid.hidden = state.view !== "Surface";
    map.element.toggleAttribute("hidden", !solid.hidden);
    if (solid.hidden) drawMap(force);
    else drawSurface();
    drawCosts(force);
    drawBars();
    stage.tellNumbers([
      ["step", run.state.steps.toLocaleString("en")],
      ["w₁", fixed(run.state.w[0], 4)],
      ["w₂", fixed(run.state.w[1], 4)],
      ["cost", short(run.cost)],
      ["gradient norm", short(norm(run.gradient))],
      ["last step’s length", short(run.length)],
      ["sign changes", String(run.turns)],
      ...(second ? [["cost of the second", short(second.cost)]] : []),
    ]);
  }

  function drawMap(force) {
    [map.x, map.y] = landscape.box;
    const laid = map.layout(force);
    const key = `${landscape.name} ${state.kappa}`;
    if (laid || painted !== key) map.paint(shade(landscape));
    painted = key;
    map.drop("minimum");
    landscape.minima.forEach(([x, y], i) => {
      map.put(`minimum ${i}`, "path", { class: "sim-minimum", d: cross(map.X(x), map.Y(y)) });
    });
    const path = ({ trail }) => trail.all().map(({ w }) => w);
    if (state.path) map.line("path", path(run), "sim-path");
    else map.drop("path");
    if (state.path && second) map.line("second path", path(second), "sim-path sim-second");
    else map.drop("second path");
    map.dot("start", run.start, "sim-start", 4);
    if (second) map.dot("second ball", second.state.w, "sim-ball sim-second", 6);
    else map.drop("second ball");
    map.dot("ball", run.state.w, "sim-ball", 7);
    if (state.gradient && norm(run.gradient) > 0) {
      const [x, y] = run.state.w;
      const long = (0.18 * (map.x[1] - map.x[0])) / norm(run.gradient);
      map.arrow("gradient", [x, y], [x - long * run.gradient[0], y - long * run.gradient[1]], "sim-gradient");
    } else map.drop("gradient");
  }

  function drawCosts(force) {
    const floor = landscape.minima.length ? landscape.loss(landscape.minima[0]) : undefined;
    costs.log = floor !== undefined;
    costs.yTitle = costs.log ? (floor ? "cost above the least" : "cost") : "cost";
    const runs = second ? [run, second] : [run];
    const steps = Math.max(20, ...runs.map((each) => each.state.steps));
    const all = runs.flatMap((each) => each.trail.all().map(({ cost }) => (costs.log ? cost - floor : cost)));
    const bottom = costs.log ? Math.max(1e-16, Math.min(...all.filter((gap) => gap > 0), 1)) : Math.min(...all);
    const top = Math.max(...all);
    costs.x = [0, grow(steps)];
    const [least, most] = [Math.log10(bottom) - 0.01, Math.log10(Math.max(top, 1e-15)) + 0.01];
    costs.y = costs.log ? [10 ** Math.floor(least), 10 ** Math.ceil(most)] : [bottom - 1, top + 1];
    costs.layout(force);
    const shown = (cost) => (costs.log ? Math.max(cost - floor, 1e-300) : cost);
    const line = ({ trail }) => trail.all().map(({ step, cost }) => [step, shown(cost)]);
    const told = theory(landscape, run.settings, run.start);
    if (told && costs.log) {
      const gap = run.trail.entries[0].cost - floor;
      const end = Math.max(1e-300, Math.min(1e300, gap * told.share ** (2 * costs.x[1])));
      const ends = [
        [0, gap],
        [costs.x[1], end],
      ];
      costs.line("theory", ends, "sim-theory");
    } else costs.drop("theory");
    costs.line("cost", line(run), "sim-path");
    if (second) costs.line("second cost", line(second), "sim-path sim-second");
    else costs.drop("second cost");
    const factor = told && costs.log && short(told.share ** 2, 4);
    const dashed = factor ? ` Dashed: the rate that theory predicts, a factor of ${factor} a step.` : "";
    const name = costs.yTitle.replace(/^c/, "C");
    costs.describe(`${name} over steps, now ${short(run.cost - (floor ?? 0))}.${dashed}`);
  }

  function drawBars() {
    const values = landscape.eigenvalues ?? [];
    title.textContent = values.length ? "Distance left in each eigendirection, as a share of the start" : "";
    const rows = values.map((eigenvalue, i) => {
      const [before, now] = [run.start, run.state.w].map((w) => Math.abs(dot(landscape.directions[i], w)));
      const any = before > 1e-12 * norm(run.start); // less is rounding
      const share = any ? now / before : 0;
      const name = `λ = ${short(eigenvalue, 3)}`.replace(/\.0+$/, "");
      return [name, Math.min(share, 1), any ? short(share, 3) : "none at the start"];
    });
    showBars(bars, rows);
  }

  /** Draw in three dimensions; the code for that is fetched when it is wanted. */
  async function drawSurface() {
    if (!surface && solid.firstChild) return; // it could not be loaded, and says so
    try {
      const { Surface } = await surfaceModule();
      if (stage.over) return;
      surface ??= new Surface(solid, stage.signal);
      surface.show(landscape, second ? [run, second] : [run]);
    } catch (error) {
      const again = () => {
        solid.replaceChildren();
        drawSurface();
      };
      solid.replaceChildren(lost(`The surface could not be loaded (${error.message}). The contour can.`, again));
    }
  }

  restart();
  return {
    changed,
    press,
    tick,
    draw,
    status() {
      if (!run.first) return "The gradient is zero where the ball stands, so it stays.";
      const told = theory(landscape, run.settings, run.start);
      if (told) return run.state.steps || run.end ? `${told.text} ${report(run)}` : told.text;
      return `${silence(landscape, run.settings.optimizer)}, so the run tells. ${report(run)}`;
    },
    table: () => run.table(["w₁", "w₂", "cost"], ({ w, cost }) => [...w, cost]),
    python: () => program(state, run.state.steps, run.shown()),
  };
}

const cross = (x, y) => `M${x - 5},${y - 5}l10,10m0,-10l-10,10`;

/** The next round number of steps to show. */
function grow(steps) {
  const ten = 10 ** Math.floor(Math.log10(steps));
  return ten * [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * ten >= steps);
}
