/** A ball that an optimizer moves over a landscape of two weights, told by its eigenvalues. */
import { Chart } from "./chart.js";
import { count, fixed, short } from "./format.js";
import * as landscapes from "./kernel/landscapes.js";
import { begin, fate, marks, slowest, step } from "./kernel/optimizers.js";
import { Trail } from "./kernel/trail.js";
import { element } from "./stage.js";

const STARTS = {
  Bowl: { Corner: [-3.5, 2.5], Middle: [1.5, 1], "Near the minimum": [0.2, -0.1] },
  "Elongated valley": { Corner: [-3.5, 2.5], Middle: [1.5, 1], "Near the minimum": [0.2, -0.1] },
  "Several minima": { Corner: [2, 2], Middle: [0.1, 0.2], "Near the minimum": [-1.1, -1.4] },
  Rosenbrock: { Corner: [-1.5, 2.5], Middle: [0, 0], "Near the minimum": [1.1, 1.1] },
  Saddle: { Corner: [-3.5, 0.5], Middle: [1.5, 0.001], "Near the minimum": [0.2, 0] },
};
const FAR = 1e8; // a ball so far out, or a cost so large in size, has diverged
const STILL = 1e-10; // of the first gradient: the ball has come to rest
const LONGEST = 10_000;

/** The landscape that a state speaks of. */
export const landscapeOf = ({ landscape, kappa }) =>
  ({
    Bowl: landscapes.bowl,
    "Elongated valley": () => landscapes.valley(kappa),
    "Several minima": landscapes.severalMinima,
    Rosenbrock: landscapes.rosenbrock,
    Saddle: landscapes.saddle,
  })[landscape]();

/** Where the ball starts. */
export const startOf = (state) =>
  state.start === "Chosen on the map" ? [state.w1, state.w2] : STARTS[state.landscape][state.start];

const norm = (vector) => Math.hypot(...vector);

/** One run from a start: its state, what it went through, and whether and why it is over. */
export class Run {
  constructor(landscape, start, settings) {
    Object.assign(this, { landscape, start, settings });
    this.trail = new Trail();
    this.state = begin(start);
    this.length = 0;
    this.turns = 0;
    this.move = undefined;
    this.end = "";
    this.note();
    this.first = norm(this.gradient);
  }

  note() {
    this.cost = this.landscape.loss(this.state.w);
    this.gradient = this.landscape.gradient(this.state.w);
    this.trail.add({ step: this.state.steps, w: this.state.w, cost: this.cost });
  }

  /** Take one step; a step that would leave all bounds is not taken, and ends the run. */
  step() {
    if (this.end) return false;
    if (norm(this.gradient) <= STILL * this.first) return this.stop("rest");
    const next = step(this.state, this.gradient, this.settings);
    if (!(norm(next.w) < FAR) || !(Math.abs(this.landscape.loss(next.w)) < FAR * FAR)) return this.stop("far");
    const move = next.w.map((value, i) => value - this.state.w[i]);
    if (this.move) this.turns += move.filter((value, i) => value * this.move[i] < 0).length;
    this.move = move;
    this.length = norm(move);
    this.state = next;
    this.note();
    return this.state.steps >= LONGEST ? this.stop("long") : true;
  }

  stop(why) {
    this.end = why;
    return false;
  }
}

const FATES = {
  steady: "converges steadily",
  overshooting: "converges, overshooting",
  round: "goes round for ever",
  diverges: "diverges",
};

/** What theory says of a run, from the eigenvalues; null where it has no word. */
export function theory(landscape, { optimizer, rate, momentum }, start) {
  if (!landscape.eigenvalues) return null;
  const values = landscape.eigenvalues.filter((value, i) => value > 0 || dot(landscape.directions[i], start) !== 0);
  const word = fate(optimizer, values, rate, momentum);
  if (!word) return null;
  const share = slowest(optimizer, values, rate, momentum);
  const why =
    values.length < landscape.eigenvalues.length
      ? "it starts on the ridge, so it keeps to it and ends at the saddle point, if rounding lets it"
      : Math.min(...values) < 0
        ? "one eigenvalue is negative: each step leads farther down"
        : word === "diverges" || word === "round"
          ? `the rate is ${word === "round" ? "at" : "above"} the bound for the largest curvature, ${short(Math.max(...values), 3)}`
          : `in the long run a step keeps ${short(share, 4)} of the distance`;
  return { word, share, text: `By its eigenvalues this run ${FATES[word]}: ${why}.` };
}

const dot = ([a, b], [c, d]) => a * c + b * d;

/** What the run itself shows, where there is no theory. */
export function report(run) {
  const steps = count(run.state.steps, "step");
  if (run.end === "far") return `It has diverged: after ${steps} the next one would leave all bounds, so it stopped.`;
  if (run.end === "rest") return `It has come to rest after ${steps}: the gradient is ${short(norm(run.gradient), 2)}.`;
  if (run.end === "long") return `It stopped after ${steps}, with the gradient at ${short(norm(run.gradient), 3)}.`;
  return `${steps[0].toUpperCase()}${steps.slice(1)}: cost ${short(run.cost)}, gradient ${short(norm(run.gradient), 3)}.`;
}

/** A Python program that prints the rows of the table. */
export function program(state, steps, rows) {
  const landscape = landscapeOf(state);
  const { optimizer, rate, momentum } = state;
  const lines = {
    "Gradient descent": "w[i] -= learning_rate * g",
    Momentum: `velocity[i] = ${momentum} * velocity[i] + g
        w[i] -= learning_rate * velocity[i]`,
    Nesterov: `velocity[i] = ${momentum} * velocity[i] + g
        w[i] -= learning_rate * (g + ${momentum} * velocity[i])`,
    RMSProp: `square[i] = 0.99 * square[i] + (1 - 0.99) * (g * g)
        w[i] -= learning_rate * g / (math.sqrt(square[i]) + 1e-8)`,
    Adam: `mean[i] = 0.9 * mean[i] + (1 - 0.9) * g
        square[i] = 0.999 * square[i] + (1 - 0.999) * (g * g)
        corrected = mean[i] / (1 - 0.9**step)
        root = math.sqrt(square[i] / (1 - 0.999**step))
        w[i] -= learning_rate * corrected / (root + 1e-8)`,
  };
  const memory = { Momentum: ["velocity"], Nesterov: ["velocity"], RMSProp: ["square"], Adam: ["mean", "square"] }[optimizer] ?? [];
  return `${memory.includes("square") ? "import math\n\n\n" : ""}${landscape.python}

learning_rate, w = ${rate}, [${startOf(state).join(", ")}]
${memory.map((name) => `${name} = [0.0, 0.0]\n`).join("")}shown = {${rows.join(", ")}}
print(f"{'step':>5}{'w1':>15}{'w2':>15}{'cost':>15}")
for step in range(${steps + 1}):
    if step:
        for i, g in enumerate(gradient(w)):
            ${lines[optimizer].replaceAll("\n        ", "\n            ")}
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
  if (landscape.name === "Saddle" || landscape.name === "Several minima") return (x, y) => (landscape.loss([x, y]) - least) / (most - least);
  const unit = (most - least) / (landscape.name === "Rosenbrock" ? 3000 : 200);
  const top = Math.log1p((most - least) / unit);
  return (x, y) => Math.log1p(Math.max(0, landscape.loss([x, y]) - least) / unit) / top;
}

export default function descent(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const map = new Chart(left.children[0], { label: "", x: [-4, 4], y: [-4, 4], xTitle: "w₁", yTitle: "w₂" });
  const costs = new Chart(right.children[0], { label: "", x: [0, 20], y: [1e-3, 1], log: true, xTitle: "step", yTitle: "cost" });
  const bars = right.children[1];
  const solid = left.appendChild(element("div", { className: "sim-solid", hidden: true }));
  let landscape, run, second, surface, painted;

  function restart() {
    landscape = landscapeOf(state);
    const start = startOf(state);
    run = new Run(landscape, start, { optimizer: state.optimizer, rate: state.rate, momentum: state.momentum });
    second = state.compare === "Nothing" ? undefined : new Run(landscape, start, { optimizer: state.compare, rate: state.rate2, momentum: state.momentum });
    const momentum = [state.optimizer, state.compare].some((name) => name === "Momentum" || name === "Nesterov");
    stage.hide(...(landscape.name === "Elongated valley" ? [] : ["kappa"]), ...(momentum ? [] : ["momentum"]), ...(second ? [] : ["rate2"]));
    stage.mark("rate", landscape.eigenvalues ? marks(state.optimizer, landscape.eigenvalues, state.momentum) : []);
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
    else stage.run(() => 12 + run.state.steps / 4, stage.inputs.run);
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

  map.svg.setAttribute("tabindex", "0");
  map.svg.setAttribute("role", "group");
  map.svg.setAttribute("aria-label", "Map of the landscape. Arrow keys move the start, with shift farther.");
  map.svg.addEventListener("pointerdown", (event) => place(map.at(event)));
  map.svg.addEventListener("keydown", (event) => {
    const [x, y] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
    if (!x && !y) return;
    event.preventDefault();
    const part = event.shiftKey ? 0.1 : 0.02;
    const [w1, w2] = run.start;
    place([w1 + x * part * (map.x[1] - map.x[0]), w2 + y * part * (map.y[1] - map.y[0])]);
  });

  function draw(force) {
    map.element.hidden = state.view === "Surface";
    solid.hidden = !map.element.hidden;
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
    if (state.path) map.line("path", run.trail.all().map(({ w }) => w), "sim-path");
    else map.drop("path");
    if (state.path && second) map.line("second path", second.trail.all().map(({ w }) => w), "sim-path sim-second");
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
    const most = Math.max(20, ...runs.map(({ state: { steps } }) => steps));
    const all = runs.flatMap(({ trail }) => trail.all().map(({ cost }) => (costs.log ? cost - floor : cost)));
    const bottom = costs.log ? Math.max(1e-16, Math.min(...all.filter((gap) => gap > 0), 1)) : Math.min(...all);
    const top = Math.max(...all);
    costs.x = [0, grow(most)];
    costs.y = costs.log ? [10 ** Math.floor(Math.log10(bottom) - 0.01), 10 ** Math.ceil(Math.log10(Math.max(top, 1e-15)) + 0.01)] : [bottom - 1, top + 1];
    costs.layout(force);
    const line = ({ trail }) => trail.all().map(({ step, cost }) => [step, costs.log ? Math.max(cost - floor, 1e-300) : cost]);
    const told = theory(landscape, run.settings, run.start);
    if (told && costs.log) {
      const gap = run.trail.entries[0].cost - floor;
      const end = costs.x[1];
      costs.line("theory", [[0, gap], [end, Math.max(1e-300, Math.min(1e300, gap * told.share ** (2 * end)))]], "sim-theory");
    } else costs.drop("theory");
    costs.line("cost", line(run), "sim-path");
    if (second) costs.line("second cost", line(second), "sim-path sim-second");
    else costs.drop("second cost");
    const dashed = told && costs.log ? ` Dashed: the rate that theory predicts, a factor of ${short(told.share ** 2, 4)} a step.` : "";
    costs.svg.setAttribute("aria-label", `${costs.yTitle} over steps, now ${short(run.cost)}.${dashed}`);
  }

  function drawBars() {
    if (!landscape.eigenvalues) {
      bars.replaceChildren();
      return;
    }
    const wanted = landscape.eigenvalues.length;
    if (bars.children.length !== wanted + 1) {
      bars.replaceChildren(element("p", { textContent: "Distance left in each eigendirection, as a share of the start" }));
      for (let i = 0; i < wanted; i++) {
        const row = element("div", { className: "sim-bar" });
        row.append(element("span", {}), element("i", {}), element("b", {}));
        bars.append(row);
      }
    }
    landscape.eigenvalues.forEach((eigenvalue, i) => {
      const direction = landscape.directions[i];
      const before = Math.abs(dot(direction, run.start));
      const share = before ? Math.abs(dot(direction, run.state.w)) / before : 0;
      const [name, bar, value] = bars.children[i + 1].children;
      name.textContent = `λ = ${short(eigenvalue, 3)}`.replace(/\.0+$/, "");
      bar.style.setProperty("--share", Math.min(share, 1));
      value.textContent = before ? short(share, 3) : "none at the start";
    });
  }

  async function drawSurface() {
    const { surfaceOf } = await import("./surface.js");
    surface ??= surfaceOf(solid);
    surface.show(landscape, [run, ...(second ? [second] : [])]);
  }

  return {
    changed,
    press,
    tick,
    draw,
    status() {
      const told = theory(landscape, run.settings, run.start);
      if (told) return run.state.steps || run.end ? `${told.text} ${report(run)}` : told.text;
      const why = landscape.eigenvalues ? "Eigenvalues do not tell what this optimizer does" : "This landscape has no curvature that is the same everywhere";
      return `${why}, so the run tells. ${report(run)}`;
    },
    table() {
      const gone = run.trail.rows();
      return {
        heads: ["step", "w₁", "w₂", "cost"],
        rows: gone.map(({ step, w, cost }) => [String(step), ...[...w, cost].map((value) => plain(value))]),
      };
    },
    python: () => program(state, run.state.steps, run.trail.rows().map(({ step }) => step)),
    end: () => surface?.end(),
    restart: restart(),
  };
}

/** A number as Python prints it with six digits. */
const plain = (value) => String(Number(value.toPrecision(6)));

const cross = (x, y) => `M${x - 5},${y - 5}l10,10m0,-10l-10,10`;

/** The next round number of steps to show. */
function grow(steps) {
  const ten = 10 ** Math.floor(Math.log10(steps));
  return ten * [1, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * ten >= steps);
}
