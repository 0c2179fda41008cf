/** A ball that an optimizer moves over a landscape of two weights, told by its eigenvalues. */
import { Chart, grow } from "./chart.js";
import { begin, fate, marks, slowest, step, zones } from "./kernel/optimizers.js";
import { inPython, Path } from "./kernel/path.js";
import { count, diverged, fixed, foretold, inWords, short } from "./kernel/words.js";
import { IN_PYTHON, isFar, landscapeOf, measure, norm, Plane, startOf } from "./plane.js";
import { showBars, titled } from "./stage.js";
import { Surface } from "./surface.js";

const STILL = 1e-10; // of the first gradient and of the first step: the ball has come to rest
const ADAPT = ["RMSProp", "Adam"]; // when they forget steep ground, their steps grow, and they may leave again
const NONE = 1e-9; // of the gradient: so small a part of the start is none
const LONGEST = 10_000;

/** One run from a start. */
class Descent extends Path {
  /**
   * @param {import("./kernel/landscapes.js").Landscape} landscape
   * @param {number[]} start
   * @param {{optimizer: string, rate: number, momentum: number}} settings
   */
  constructor(landscape, start, settings) {
    super(settings, { ...measure(landscape, begin(start)), length: 0, turns: 0 });
    this.landscape = landscape;
    this.start = start;
    /** The length of the first gradient. */
    this.first = norm(this.entries[0].gradient);
  }

  /** Take one step; one that would leave all bounds, or lead nowhere, is not taken. */
  next(entry, settings) {
    const next = step(entry.state, entry.gradient, settings);
    if (isFar(this.landscape, next.w)) return "far";
    const move = next.w.map((value, i) => value - entry.w[i]);
    const length = norm(move);
    const stride = this.last ? this.entries[1].length : length;
    // where the gradient is zero, a ball with a velocity rolls on
    if (norm(entry.gradient) <= STILL * this.first && length <= STILL * stride) return "rest";
    if (entry.step >= LONGEST) return "long";
    const turned = entry.move ? move.filter((value, i) => value * entry.move[i] < 0).length : 0;
    return { ...measure(this.landscape, next), move, length, turns: entry.turns + turned };
  }
}

/**
 * What theory says of a run, from the eigenvalues of the directions in which its start has a part; null where it has no
 * word.
 *
 * @param {import("./kernel/landscapes.js").Landscape} landscape
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
  const limit = `${short(bound)}, the bound for the largest of them`;
  if (word === "round") return `${starts}the rate is at ${limit}`;
  if (word === "diverges") return `${starts}the rate is above ${limit}`;
  const kept = share > 0.9995 ? `all but ${short(1 - share, 2)}` : short(share);
  const from = ridge ? "the saddle point" : "the minimum";
  return `${starts}in the long run a step keeps on average ${kept} of the distance from ${from}`;
}

/**
 * Why theory has no word.
 *
 * @param {import("./kernel/landscapes.js").Landscape} landscape
 */
function silence({ eigenvalues }, optimizer) {
  if (!eigenvalues) return "This landscape has no curvature that is the same everywhere";
  if (!fate(optimizer, eigenvalues, 1, 0)) return "Eigenvalues do not tell what this optimizer does";
  return "The start has next to no part in one eigendirection";
}

/** @param {number[]} v @param {number[]} w */
const dot = ([a, b], [c, d]) => a * c + b * d;

/** What the run itself shows at a step, where there is no theory. */
function report(run, step) {
  const { loss, gradient } = run.at(step);
  const [steps, end] = [count(step, "step"), run.over(step)];
  if (end === "far") return `${diverged(Math.min(step, run.last))}, so it stopped.`;
  if (end === "rest") {
    const came = ADAPT.includes(run.settingsAt(step).optimizer) ? "stopped" : "has come to rest";
    return `It ${came} after ${steps}: the gradient is ${short(norm(gradient), 2)}.`;
  }
  if (end === "long") return `It stopped after ${steps}, with the gradient at ${short(norm(gradient), 3)}.`;
  return `${steps}: loss ${short(loss)}, gradient ${short(norm(gradient), 3)}.`;
}

/** A Python program that prints the rows of the table; `settings` are those of the run, by their first steps. */
function program(state, settings, steps, rows) {
  const [memory, ...moves] = IN_PYTHON[state.optimizer];
  const { rate, momentum, changes, taken } = inPython(settings, steps);
  const remembers = memory.includes("velocity") || changes;
  return `${memory.includes("square") ? "import math\n\n\n" : ""}${landscapeOf(state).python}

learning_rate, w = ${rate}, [${startOf(state).join(", ")}]
${remembers ? `momentum = ${momentum}\n` : ""}${changes}${memory.map((name) => `${name} = [0.0, 0.0]\n`).join("")}shown = {${rows.join(", ")}}
print(f"{'step':>5}{'w1':>15}{'w2':>15}{'loss':>15}")
for step in range(${steps + 1}):
${taken && `    ${taken}\n`}    if step:
        for i, g in enumerate(gradient(w)):
            ${moves.join("\n            ")}
    if step in shown:
        print(f"{step:5d}{w[0]:15.6g}{w[1]:15.6g}{loss(w):15.6g}")
`;
}

const MARKS = { "1/λ_max": "steady to", "2/(λ_max+λ_min)": "fastest" };

export default function descent(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const map = new Plane(stage, left.children[0]);
  const losses = new Chart(right.children[0], { x: [0, 20], y: [1e-3, 1], log: true, xTitle: "step", yTitle: "loss" });
  const [title, bars] = titled(right.children[1]);
  const solid = /** @type {HTMLElement} */ (map.element.cloneNode());
  solid.classList.add("sim-solid");
  solid.hidden = true;
  map.element.after(solid);
  /** @type {import("./kernel/landscapes.js").Landscape} */
  let landscape;
  /** @type {Descent} */
  let run;
  /** @type {Descent | undefined} */
  let second;
  /** @type {Surface | undefined} made when it is asked for */
  let surface;

  const settings = () => ({ optimizer: state.optimizer, rate: state.rate, momentum: state.momentum });
  const settings2 = () => ({ optimizer: state.compare, rate: state.rate2, momentum: state.momentum });

  function begins() {
    map.begin();
    landscape = map.landscape;
    run = new Descent(landscape, map.start, settings());
    second = state.compare === "Nothing" ? undefined : new Descent(landscape, map.start, settings2());
  }

  map.describe("Map of the landscape, with the path of the ball.");
  map.takesStart("ball", "Ball. Arrow keys begin elsewhere, with shift farther.");

  function controls() {
    const { optimizer, compare, momentum, view } = state;
    const off = {
      kappa: landscape.name !== "Elongated valley",
      momentum: ![optimizer, compare].some((name) => name === "Momentum" || name === "Nesterov"),
      rate2: !second,
      gradient: view === "Surface",
      path: view === "Surface",
    };
    stage.idle(...Object.keys(off).filter((id) => off[id]));
    const [, , near] = stage.inputs.start.options;
    near.value = "Near the minimum"; // what a link says, whatever it is called here
    near.textContent = landscape.minima.length ? near.value : "On the ridge";
    const told = landscape.eigenvalues ? marks(optimizer, landscape.eigenvalues, momentum) : [];
    stage.mark(
      "rate",
      told.map(([rate, formula]) => [rate, formula, MARKS[formula] ?? "bound"]),
    );
    const positive = told.length ? landscape.eigenvalues : null;
    const word = (rate) => positive && fate(optimizer, positive, rate, momentum);
    stage.zones("rate", inWords(zones(word, 1e-4, 10)));
  }

  function draw(force) {
    if (solid.hidden !== (state.view !== "Surface")) {
      solid.hidden = !solid.hidden;
      map.element.toggleAttribute("hidden", !solid.hidden);
      for (const chart of [map, surface]) if (chart) chart.width = 0; // its box may have another size by now
    }
    if (solid.hidden) drawMap(force);
    else drawSurface(force);
    drawLosses(force);
    drawBars();
    const { w, loss, gradient, length, turns } = run.at(stage.step);
    stage.tellNumbers([
      ["step", run.at(stage.step).step.toLocaleString("en")],
      ["w₁", fixed(w[0], 4)],
      ["w₂", fixed(w[1], 4)],
      ["loss", short(loss)],
      ["gradient norm", short(norm(gradient))],
      ["last step’s length", short(length)],
      ["sign changes", String(turns)],
      ...(second ? [["loss of the second", short(second.at(stage.step).loss)]] : []),
    ]);
  }

  /** What is drawn of each run, and in a comparison its name. */
  const runs = () => [
    { key: "first", path: run, text: second && state.optimizer, name: "" },
    ...(second ? [{ key: "second", path: second, text: state.compare, name: "sim-second" }] : []),
  ];

  function drawMap(force) {
    map.land(force);
    if (landscape.minima.length) map.name("minimum name", landscape.minima[0], "minimum");
    drawPath("first", run, "");
    if (second) drawPath("second", second, "sim-second");
    else map.drop("second");
    const shown = state.path ? runs() : [];
    map.tags(shown.map(({ path, ...its }) => ({ ...its, points: path.between(0, stage.last).map(({ w }) => w) })));
    const { w, gradient } = run.at(stage.step);
    const ball = run.now(stage.at);
    if (second) map.dot("second ball", second.now(stage.at), "sim-ball sim-second", 6);
    map.dot("ball", ball, "sim-ball", 7);
    map.hold("ball", ball);
    if (state.gradient && norm(gradient) > 0) {
      const long = (0.18 * (map.box[0][1] - map.box[0][0])) / norm(gradient);
      map.arrow("gradient", w, [w[0] - long * gradient[0], w[1] - long * gradient[1]], "sim-gradient");
    } else map.drop("gradient");
  }

  /** A run on the map, where it is to be seen, and in a comparison its name. */
  function drawPath(key, path, name) {
    if (!state.path) {
      map.drop(`${key} `);
      return;
    }
    map.run(key, stage, path, { name, words: key === "first" ? "leaves the map" : "" });
  }

  function drawLosses(force) {
    const floor = landscape.minima.length ? landscape.loss(landscape.minima[0]) : undefined;
    losses.log = floor !== undefined;
    losses.yTitle = losses.log && floor ? "loss above the least" : "loss";
    const known = runs().map(({ path }) => path.between(0, stage.last));
    const shown = ({ loss }) => (losses.log ? loss - floor : loss);
    const all = known.flat().map(shown);
    const taken = runs()
      .flatMap(({ path }) => path.between(0, stage.step))
      .map(shown); // what falls for ever sets no scale
    const bottom = losses.log ? Math.max(1e-16, Math.min(...all.filter((gap) => gap > 0), 1)) : Math.min(...taken, 0);
    const top = Math.max(...(losses.log ? all : taken));
    losses.x = [0, grow(Math.max(20, ...known.map((entries) => entries.at(-1).step)))];
    const [least, most] = [Math.log10(bottom) - 0.01, Math.log10(Math.max(top, 1e-15)) + 0.01];
    losses.y = losses.log ? [10 ** Math.floor(least), 10 ** Math.ceil(most)] : [bottom - 1, top + 1];
    losses.layout(force);
    const height = (entry) => (losses.log ? Math.max(shown(entry), 1e-300) : entry.loss);
    const point = (entry) => [entry.step, height(entry)];
    const [first] = run.settings.findLast(([from]) => from <= stage.step + 1);
    const told = theory(landscape, run.settingsAt(stage.step), run.start);
    const curves = [];
    if (told && losses.log) {
      const gap = shown(run.at(first - 1));
      const end = Math.max(1e-300, Math.min(1e300, gap * told.share ** (2 * (losses.x[1] - first + 1))));
      const points = [
        [first - 1, gap],
        [losses.x[1], end],
      ];
      losses.line("theory", points, "sim-theory");
      curves.push({ key: "theory", points, text: first === 1 ? "theory" : "" });
    } else losses.drop("theory");
    for (const { key, path, name, ...its } of runs()) {
      curves.push({ key, name, ...its, points: losses.curve(key, stage, path, point, name) });
    }
    if (!second) losses.drop("second");
    losses.tags(curves);
    const factor = told && losses.log && short(told.share ** 2, 4);
    const dashed = factor ? ` Thin dashes: theory, a factor of ${factor} a step.` : "";
    const now = short(run.at(stage.step).loss - (floor ?? 0));
    losses.describe(`The ${losses.yTitle} over steps, now ${now}.${dashed}`);
  }

  function drawBars() {
    const values = landscape.eigenvalues ?? [];
    const shares = "Distance left in the direction of each curvature λ, as a share of the start";
    title.textContent = values.length ? shares : "";
    const rows = values.map((eigenvalue, i) => {
      const both = [run.start, run.at(stage.step).w];
      const [before, now] = both.map((w) => Math.abs(dot(landscape.directions[i], w)));
      const any = before > 1e-12 * norm(run.start); // less is rounding
      const share = any ? now / before : 0;
      const name = `λ = ${short(eigenvalue, 3)}`.replace(/\.0+$/, "");
      return [name, Math.min(share, 1), any ? short(share, 3) : "none at the start"];
    });
    showBars(bars, rows);
  }

  /** Draw in three dimensions. */
  function drawSurface(force) {
    surface ??= new Surface(solid);
    const place = ({ w, loss }) => [...w, loss];
    const shown = runs().map(({ key, name, path }) => ({
      key,
      name,
      places: path.between(0, stage.step).map(place),
      ball: path.now(stage.at, place),
    }));
    surface.draw(landscape, shown, force);
  }

  /** Is a goal reached? What decides is what the run has done. */
  function met(goal) {
    const { step } = stage;
    const { optimizer, rate } = run.settingsAt(step);
    const { loss } = run.at(step);
    const least = landscape.minima.length ? landscape.loss(landscape.minima[0]) : Number.NEGATIVE_INFINITY;
    const near = loss - least <= 1e-3 * (run.entries[0].loss - least);
    const soon = (most) => near && step > 0 && step <= most;
    const valley = landscape.name === "Elongated valley";
    if (goal === "twelve") return valley && state.kappa === 25 && optimizer === "Gradient descent" && soon(12);
    if (goal === "round") {
      return valley && step >= 50 && fate(optimizer, landscape.eigenvalues, rate, state.momentum) === "round";
    }
    if (goal === "saddle") return landscape.name === "Saddle" && run.over(step) === "rest";
    if (goal === "rosenbrock") return landscape.name === "Rosenbrock" && state.start === "Middle" && soon(100);
    return false;
  }

  return {
    begin: begins,
    controls,
    extend: (step) => Math.max(run.extend(step), second?.extend(step) ?? 0),
    change(step) {
      run.change(step, settings());
      second?.change(step, settings2());
    },
    draw,
    met,
    status() {
      const { step } = stage;
      if (!run.first) return "The gradient is zero where the ball stands, so it stays.";
      const its = run.settingsAt(step);
      const told = theory(landscape, its, run.start);
      if (told) return step || run.over(step) ? `${told.text} ${report(run, Math.min(step, run.last))}` : told.text;
      return `${silence(landscape, its.optimizer)}, so the run tells. ${report(run, Math.min(step, run.last))}`;
    },
    table: () => run.table(stage.step, ["w₁", "w₂", "loss"], ({ w, loss }) => [...w, loss]),
    python: () => {
      return program(state, run.settings, Math.min(stage.step, run.last), run.shown(stage.step));
    },
  };
}
