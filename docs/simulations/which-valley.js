/** A ball on a curve with several valleys: which one does it end in, and can noise or momentum change that? */
import { Chart } from "./chart.js";
import { convex, flatInflection, manyMinima, twoMinima } from "./kernel/landscapes.js";
import { begin, fate, marks, step, zones } from "./kernel/optimizers.js";
import { inPython, Path } from "./kernel/path.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { count, fixed, foretold, inside, inWords, short, ZONES } from "./kernel/words.js";
import { showBars, titled } from "./stage.js";

const MAKE = {
  Convex: convex,
  "Two minima": twoMinima,
  "Many minima": manyMinima,
  "Flat inflection": flatInflection,
};
const FAR = 1e3; // a ball so far out has diverged
const STILL = 1e-9; // slope and step below this: at rest
const LONGEST = 2000;

/** One run from a start, with its own noise. */
class Ball extends Path {
  /** @type {number[]} what noise adds to each slope */
  shakes = [];

  /**
   * @param {import("./kernel/landscapes.js").Landscape} landscape
   * @param {Record<string, any>} state the controls' values
   * @param {number} start
   * @param {number} seed of the noise
   */
  constructor(landscape, state, start, seed) {
    super(settingsOf(state), measure(landscape, begin([start])));
    this.landscape = landscape;
    this.start = start;
    this.noise = state.noise;
    this.random = generator(seed);
  }

  /** What noise adds before a step: always the same, however often the step is taken. */
  shake(step) {
    while (this.shakes.length < step) this.shakes.push(this.noise * this.random.normal());
    return this.shakes[step - 1];
  }

  /** Take one step; one that would leave all bounds is not taken. */
  next(entry, settings) {
    const moving = Math.max(Math.abs(entry.slope), Math.abs(entry.state.mean[0] * settings.rate));
    if (!this.noise && moving < STILL) return "rest";
    if (entry.step >= LONGEST) return "long";
    const slope = this.noise ? entry.slope + this.shake(entry.step + 1) : entry.slope;
    const next = measure(this.landscape, step(entry.state, [slope], settings));
    if (!(Math.abs(next.x) < FAR)) return "far";
    const left = valleyOf(this.landscape, next.x) !== valleyOf(this.landscape, entry.x);
    next.length = Math.abs(next.x - entry.x);
    next.escapes = entry.escapes + Number(left);
    next.escaped = left ? next.step : entry.escaped;
    return next;
  }

  /** The lowest point of the valley that the ball is in at a step. */
  bottom(step) {
    return bottomOf(this.landscape, this.at(step).x);
  }

  /** Is the ball away from that point? */
  astray(step) {
    return Math.abs(this.at(step).x - this.bottom(step)) > 0.05;
  }

  /** Did the run end at rest at a minimum? */
  settled(step) {
    return this.over(step) === "rest" && !this.astray(step);
  }

  /** Does the ball hardly move, on ground that is hardly steep, where no minimum is? */
  flat(step) {
    const { slope, length } = this.at(step);
    return this.astray(step) && Math.abs(slope) < 1e-3 && length < 1e-3;
  }
}

/** What each step is taken with. @param {Record<string, any>} state */
const settingsOf = ({ rate, usesMomentum, momentum }) => ({
  optimizer: usesMomentum ? "Momentum" : "Gradient descent",
  rate,
  momentum,
});

/**
 * What is known of a ball.
 * @param {import("./kernel/landscapes.js").Landscape} landscape
 * @param {import("./kernel/optimizers.js").State} state
 */
const measure = (landscape, state) => ({
  step: state.steps,
  state,
  x: state.w[0],
  loss: landscape.loss(state.w),
  slope: landscape.gradient(state.w)[0],
  /** Of the last step. */
  length: 0,
  /** How often the ball left a valley, and at which step it did so last. */
  escapes: 0,
  escaped: 0,
});

/**
 * The number of the valley that x lies in, counted from the left.
 * @param {import("./kernel/landscapes.js").Landscape} landscape
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
  return run.noise || run.settled(run.last) ? run.bottom(run.last) : NOWHERE;
}

/**
 * A hundred seeded starts, each run to its end, one after the other.
 * @returns {Generator<{start: number, end: number|string}>}
 */
export function* hundred(landscape, state) {
  const random = generator(state.seed);
  const [[low, high]] = landscape.box;
  for (let i = 0; i < 100; i++) {
    const run = new Ball(landscape, state, low + random.uniform() * (high - low), 1000 * state.seed + i);
    run.extend(LONGEST + 1);
    yield { start: run.start, end: endOf(run) };
  }
}

/** What theory says of a run, where the curvature is the same everywhere; else nothing. */
function theory({ landscape, noise, start }, settings) {
  if (!landscape.eigenvalues || noise || !landscape.gradient([start])[0]) return "";
  const { optimizer, rate, momentum } = settings;
  return `${foretold(fate(optimizer, landscape.eigenvalues, rate, momentum), "curvature")}. `;
}

/** What to say of a run at a step. */
function statusOf(run, at) {
  const { landscape, noise } = run;
  const { step, x, slope, loss, escapes, escaped } = run.at(at);
  const bottom = run.bottom(at);
  const [steps, valley] = [count(step, "step"), `x = ${fixed(bottom, 2)}`];
  const [told, end] = [theory(run, run.settingsAt(step)), run.over(at)];
  if (end === "far") {
    const diverged = noise ? "Stopped" : `${told}Diverged`;
    return `${diverged}: after ${steps} the next one would carry the ball more than ${FAR.toLocaleString("en")} away.`;
  }
  if (end && noise) {
    const kind = bottom === landscape.minima[0][0] ? "the global one" : "a local one";
    const moving = `noise keeps the ball moving. Escaped ${count(escapes, "time")}.`;
    return `Stopped after ${steps} in the valley of ${valley}, ${kind}; ${moving}`;
  }
  if (end) return told + endInWords(run, step, steps, valley);
  if (escaped && step - escaped < 40) {
    return `Escaped: at step ${escaped} the ball left its valley; now it is in that of ${valley}.`;
  }
  if (!step) return `${told}The ball stands at x = ${fixed(x, 2)}, in the valley of ${valley}.`;
  return `${told}${steps}: slope ${short(slope, 3)}, loss ${short(loss)}.`;
}

/** How a run without noise ended. */
function endInWords(run, step, steps, valley) {
  const { landscape } = run;
  const { x, loss, slope, length, escapes } = run.at(step);
  const [best, bottom] = [landscape.minima[0][0], run.bottom(step)];
  if (run.flat(step)) {
    return `Stopped after ${steps} on flat ground that is no minimum: the slope is ${short(slope, 2)}.`;
  }
  if (!run.settled(step)) {
    const settings = run.settingsAt(step);
    const fast = settings.rate > (1 + 1e-6) * boundAt(landscape, bottom, settings);
    const bound = `the rate is above the bound of the valley at ${valley}`;
    const last = `the slope is ${short(slope, 2)}, the last step was ${short(length, 2)} long`;
    return `Stopped after ${steps}, never at rest: ${fast ? bound : last}.`;
  }
  const escaped = escapes ? "Escaped from another valley on the way. " : "";
  const place = `after ${steps}: x = ${fixed(x, 4)}, loss ${fixed(loss, 4)}`;
  if (Math.abs(bottom - best) < 1e-6) return `${escaped}Found the global minimum ${place}.`;
  return `${escaped}Stuck in a local minimum ${place}, and ${fixed(landscape.loss([best]), 4)} is possible.`;
}

/** A Python program that prints the rows of the table; `settings` are those of the run, by their first steps. */
function program(state, settings, steps, rows) {
  const { usesMomentum, noise, x, seed } = state;
  const { rate, momentum, changes, taken } = inPython(settings, steps);
  const move = ["velocity = momentum * velocity + g", "x -= learning_rate * velocity"];
  const lines = [
    ...(taken ? [taken] : []),
    `g = gradient(x)${noise ? ` + ${noise} * normal()` : ""}`,
    ...(usesMomentum ? move : ["x -= learning_rate * g"]),
  ];
  const remembers = usesMomentum || changes;
  return `${noise ? `${generatorInPython(seed)}\n\n` : ""}${MAKE[state.landscape]().python}

learning_rate, x = ${rate}, ${x}
${remembers ? `momentum = ${momentum}\n` : ""}${usesMomentum ? "velocity = 0.0\n" : ""}${changes}shown = {${rows.join(", ")}}
print(f"{'step':>5}{'x':>15}{'loss':>15}{'slope':>15}")
for step in range(${steps + 1}):
    if step:
        ${lines.join("\n        ")}
    if step in shown:
        print(f"{step:5d}{x:15.6g}{loss(x):15.6g}{gradient(x):15.6g}")
`;
}

/**
 * What zones of the rate are called, and how good they are: on a curve of one curvature, and in valleys.
 * @type {Record<string, [string, string]>}
 */
const WORDS = {
  ...ZONES,
  all: ["can rest in every valley", "good"],
  some: ["in some", "fair"],
  none: ["in none", "bad"],
};
const MARKS = { "1/λ_max": "steady to" };
const COLOURS = ["--plot-3", "--plot-2", "--plot-4", "--plot-5"]; // of the minima, the lowest first
const SOON = 24; // steps ahead that have a dot
const SLICE = 6; // milliseconds of a frame for the hundred starts

export default function whichValley(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const curve = new Chart(left.children[0], { x: [-2.2, 2.2], y: [-4, 8], xTitle: "x", yTitle: "loss" });
  const places = new Chart(right.children[0], { x: [0, 20], y: [-2.2, 2.2], xTitle: "step", yTitle: "x" });
  const [title, bars] = titled(right.children[1]);
  /** @type {import("./kernel/landscapes.js").Landscape} */
  let landscape = MAKE[state.landscape]();
  /** @type {Ball} */
  let run;
  /** @type {{start: number, end: number|string}[] | undefined} of the hundred starts those that have ended */
  let tried;
  /** @type {ReturnType<typeof hundred> | undefined} those that have not */
  let others;
  /** @type {number | undefined} the next slice of them */
  let soon;
  let shape, shown, named;

  function begins() {
    landscape = MAKE[state.landscape]();
    state.x = Number(inside(state.x, landscape.box[0]).toFixed(2));
    run = new Ball(landscape, state, state.x, state.seed);
    const { x, ...rest } = state;
    if (shape === JSON.stringify(rest)) return; // only the start has moved
    shape = JSON.stringify(rest);
    forget();
  }

  /** Drop the hundred starts. */
  function forget() {
    cancelAnimationFrame(soon);
    tried = others = soon = undefined;
  }

  /** Go on with the hundred starts for so many milliseconds; true while some are left. */
  function more(time = SLICE) {
    const until = performance.now() + time;
    while (others && performance.now() < until) {
      const { value, done } = others.next();
      if (done) others = undefined;
      else tried.push(value);
    }
    return Boolean(others);
  }

  /** Let the starts be tried bit by bit, between frames. */
  function goOn() {
    soon = undefined;
    if (stage.over) return;
    if (more()) soon = requestAnimationFrame(goOn);
    stage.later();
  }

  function controls() {
    stage.idle(...(state.usesMomentum ? [] : ["momentum"]), ...(state.noise ? [] : ["seed"]));
    const settings = settingsOf(state);
    if (landscape.eigenvalues) {
      const told = marks(settings.optimizer, landscape.eigenvalues, state.momentum);
      const some = told.filter(([, formula]) => !formula.includes("+λ"));
      stage.mark(
        "rate",
        some.map(([rate, formula]) => [rate, formula, MARKS[formula] ?? "bound"]),
      );
    } else {
      const bounds = landscape.minima.map(([x]) => [Number(boundAt(landscape, x, settings).toPrecision(6)), x]);
      bounds.sort(([a], [b]) => a - b);
      stage.mark(
        "rate",
        [...new Set([bounds[0], bounds.at(-1)])].map(([bound, x]) => [
          bound,
          `x = ${fixed(x, 2)}`,
          `bound at ${fixed(x, 2)}:`,
        ]),
      );
    }
    stage.zones("rate", state.noise ? [] : inWords(zones(wordOf(settings), 1e-4, 3), WORDS));
  }

  /** What a rate does, in a word. */
  function wordOf({ optimizer, momentum }) {
    if (landscape.eigenvalues) return (rate) => fate(optimizer, landscape.eigenvalues, rate, momentum);
    const bounds = landscape.minima.map(([x]) => boundAt(landscape, x, { optimizer, momentum }));
    return (rate) => {
      const many = bounds.filter((bound) => rate < bound).length;
      return many === bounds.length ? "all" : many ? "some" : "none";
    };
  }

  function place([x]) {
    stage.set("x", Number(inside(x, landscape.box[0]).toFixed(2)));
  }

  /** Move the start by keys. */
  function nudge(right, _, far) {
    if (right) place([state.x + right * (far ? 0.25 : 0.05)]);
  }

  stage.signal.addEventListener("abort", forget);
  curve.points(place);
  curve.handle("start", "Start of the ball. Left and right arrow keys move it, with shift farther.", place, nudge);
  curve.handle("ball", "Ball: begin somewhere else. Left and right arrow keys, with shift farther.", place, nudge);

  function press(id) {
    if (id !== "hundred") return;
    forget();
    [tried, others] = [[], hundred(landscape, state)];
    goOn();
    stage.draw();
  }

  const onCurve = ({ x, loss }) => [x, loss];

  function draw(force) {
    drawCurve(force);
    drawPlaces(force);
    drawEnds();
    const { step, x, loss, slope, escapes } = run.at(stage.step);
    stage.tellNumbers([
      ["step", step.toLocaleString("en")],
      ["x", fixed(x, 4)],
      [run.over(stage.step) ? "final loss" : "loss", short(loss)],
      ["slope", short(slope)],
      ["escapes", String(escapes)],
    ]);
  }

  /** The curve, which changes with the landscape only. */
  function drawGround(force) {
    [curve.x] = landscape.box;
    if (!curve.layout(force) && shown === landscape.name) return;
    const [low, high] = curve.x;
    const at = (i) => low + (i / 180) * (high - low);
    const points = Array.from({ length: 181 }, (_, i) => [at(i), landscape.loss([at(i)])]);
    const [least, most] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
    const room = Math.min(0.4, 68 / curve.inner.height); // below the lowest minimum, for its name and the strokes
    curve.y = [least - (room / (1 - room)) * (most - least), most + 0.06 * (most - least)];
    curve.drop("");
    curve.layout();
    curve.line("curve", points, "sim-fit sim-line");
    landscape.minima.forEach(([x], i) => {
      const y = landscape.loss([x]);
      curve.dot(`minimum ${i}`, [x, y], i ? "sim-start" : "sim-goal");
      const kind = landscape.minima.length === 1 || !i ? "global minimum" : "minimum";
      const room = landscape.minima.length > 2 ? "" : `${kind} `;
      const name = i ? room : "global minimum ";
      const text = `${name}${fixed(y, 2)}`;
      const half = 3.1 * text.length; // of its width in pixels, about
      const dx = Math.max(0, curve.X(low) + half - curve.X(x)) - Math.max(0, curve.X(x) + half - curve.X(high));
      curve.text(`loss ${i}`, [x, y], text, { dx: Math.round(dx), dy: 24 });
    });
    curve.describe("The curve, the start of the ball, and its path.");
    shown = landscape.name;
  }

  /** The ball on the curve: what comes, faint; what was, paler the older it is; and where it leaves. */
  function drawCurve(force) {
    drawGround(force);
    const now = run.now(stage.at, onCurve); // between two steps it leaps along the chord
    const { step } = stage;
    const ahead = run.noise ? SOON : undefined; // noise far ahead would be a tangle
    curve.run("run", stage, run, { place: onCurve, words: "leaves the picture", ahead, past: 100 });
    const soon = run.between(step + 1, step + SOON).map(onCurve);
    curve.dots("ahead dots", soon, "sim-dots sim-ahead");
    const start = [run.start, landscape.loss([run.start])];
    curve.dot("start", start, "sim-start", 4);
    const { x, loss, slope } = run.at(stage.step);
    if (state.arrow && slope) {
      const long = Math.sign(slope) * Math.min(0.25, Math.abs(slope) / 12) * (curve.x[1] - curve.x[0]);
      curve.arrow("slope", [x, loss], [x - long, loss - long * slope], "sim-gradient");
    } else curve.drop("slope");
    curve.dot("ball", now, "sim-ball", 7);
    curve.name("start name", start, stage.at > 0 ? "start" : "");
    curve.hold("start", start, `x = ${fixed(run.start, 2)}`);
    curve.hold("ball", now, `x = ${fixed(now[0], 2)}`);
  }

  /** Where the ball is over the steps, and the valleys beside it. */
  function drawPlaces(force) {
    const known = run.between(0, stage.last);
    places.x = [0, Math.max(20, known.at(-1).step)];
    [places.y] = landscape.box;
    places.layout(force);
    if (named !== landscape.name) places.drop("");
    named = landscape.name;
    const minima = landscape.minima.map(([x], i) => ({
      key: `minimum ${i}`,
      points: places.x.map((step) => [step, x]),
      text: i ? (landscape.minima.length > 2 ? "" : "minimum") : "global minimum",
    }));
    for (const { key, points } of minima) places.line(key, points, "sim-theory");
    const line = (entries) => entries.map(({ step, x }) => [step, x]);
    const step = Math.min(stage.step, run.last);
    places.line("ahead", line(run.between(step, stage.last)), "sim-path sim-ahead");
    places.line("path", line(run.between(0, step)), "sim-path");
    places.tags([...minima, { key: "path", points: line(known) }]);
    places.dot("now", [Math.min(stage.at, run.last), run.now(stage.at, onCurve)[0]], "sim-ball", 4);
    places.describe(`Place x of the ball over steps, now ${fixed(run.at(step).x, 2)}; dashed, the minima.`);
  }

  /** Where the hundred starts lie, in a row for each place where they ended, and how many ended there. */
  function drawEnds() {
    const best = landscape.minima[0][0];
    const of = tried ? `${others ? tried.length : 100} starts` : "100 starts";
    title.textContent = tried
      ? `Where ${of} ended: strokes below the curve stand where they began.`
      : "Where do 100 starts end? Press the button.";
    const ends = [...landscape.minima.map(([x]) => x), NOWHERE, OUT];
    const rows = ends.map((end, i) => {
      const here = tried?.filter((each) => each.end === end) ?? [];
      const strokes = here.map(({ start }) => `M${curve.X(start).toFixed(1)},${rowAt(i)}v6`);
      const style = `--line: var(${COLOURS[i] ?? "--plot-text"})`;
      curve.put(`rug ${i}`, "path", { class: "sim-rug", d: strokes.join(""), style });
      const name = typeof end === "string" ? end : `x = ${fixed(end, 2)}${end === best ? ", global" : ""}`;
      return { end, style, row: [name, here.length / 100, tried ? `${here.length} of 100` : ""] };
    });
    const seen = rows.filter(({ end, row }) => typeof end === "number" || row[1]);
    showBars(
      bars,
      seen.map(({ row }) => row),
      "sim-bar sim-wide",
    );
    seen.forEach(({ style }, i) => {
      if (bars.children[i].getAttribute("style") !== style) bars.children[i].setAttribute("style", style);
    });
  }

  /** The height of a row of strokes, in pixels: they stand above the axis, the lowest minimum's first. */
  const rowAt = (i) => curve.height - 44 - 7 * Math.min(i, 4);

  /** Is a goal reached? What decides is what the run has done. */
  function met(goal) {
    const { step } = stage;
    const [top] = landscape.maxima;
    const two = landscape.name === "Two minima" && !run.noise;
    const home = run.settled(step) ? run.bottom(step) : undefined;
    if (goal === "deeper") return two && run.start > top && home < top;
    if (goal === "shallower") return two && run.start < top && home > top;
    if (goal === "restless") return two && run.over(step) === "long" && !run.settled(step);
    if (goal === "flat") return landscape.name === "Flat inflection" && run.over(step) !== "" && run.flat(step);
    const best = tried?.filter(({ end }) => end === landscape.minima[0][0]).length;
    return landscape.name === "Two minima" && !others && best >= 75;
  }

  return {
    begin: begins,
    controls,
    extend: (step) => run.extend(step),
    change(step) {
      run.change(step, settingsOf(state));
      forget();
    },
    press,
    more,
    draw,
    met,
    status: () => (tried ? `${hundredInWords(landscape, tried, run.noise)} ` : "") + statusOf(run, stage.step),
    table: () => run.table(stage.step, ["x", "loss", "slope"], ({ x, loss, slope }) => [x, loss, slope]),
    python: () => {
      return program(state, run.settings, Math.min(stage.step, run.last), run.shown(stage.step));
    },
  };
}

/** The result of the hundred starts, or of those that have ended, as a sentence. */
function hundredInWords(landscape, tried, noise) {
  const best = tried.filter(({ end }) => end === landscape.minima[0][0]).length;
  const gone = tried.filter(({ end }) => end === OUT).length;
  const where = noise ? "in the valley of the global minimum" : "at the global minimum";
  return `Of ${tried.length} starts ${best} ended ${where}${gone ? `, and ${gone} left all bounds` : ""}.`;
}
