/** A line that gradient descent fits to a few houses, beside the plane of its slope and intercept, where it is a point. */
import { Chart, grow, level, upright } from "./chart.js";
import { eigenvalues, gradient, leastSquares, loss, moments } from "./kernel/line.js";
import { fate, marks, zones } from "./kernel/optimizers.js";
import { Path } from "./kernel/path.js";
import { generator } from "./kernel/random.js";
import { brief, count, fixed, inside, short } from "./kernel/words.js";

const HOUSES = 14;
const LAST = 1000; // steps
const FAR = 1e9;
const NEAR = 0.005; // so far from the best slope and intercept a line has arrived
const [PAST, COMING] = [6, 4]; // lines that are seen beside the one of now
const PRICES = [0, 60]; // to which a house can be moved
const LEVELS = 400; // the larger, the finer the lines of equal error near the least one
const SLOPES = [-12, 28]; // of the plane, as the slider has them
const INTERCEPTS = { false: [-40, 60], true: [-5, 50] }; // where sizes are standardised, all prices are near their mean

/** Houses from a seed: size in hundreds of square metres, price in ten thousands, both with two decimals. */
export function houses(seed) {
  const random = generator(seed);
  const x = Array.from({ length: HOUSES }, () => Math.round(100 * (0.5 + 5 * random.uniform())) / 100);
  const y = x.map((each) => Math.round(100 * (8 + 6 * each + 3 * random.normal())) / 100);
  return { x, y };
}

/** The houses of a state, some of them moved by hand. */
function moved(state) {
  const { x, y } = houses(state.seed);
  return { x, y: y.map((each, i) => Math.round(100 * inside(each + state[`y${i + 1}`], PRICES)) / 100) };
}

/** x less its mean, over its standard deviation. */
function standardised(x) {
  const mean = x.reduce((sum, each) => sum + each, 0) / x.length;
  const spread = Math.sqrt(x.reduce((sum, each) => sum + (each - mean) * (each - mean), 0) / x.length);
  return x.map((each) => (each - mean) / spread);
}

/** What zones of the rate are called, how good they are, and what is said of a rate there. */
const WORDS = {
  steady: ["steady", "good", "This rate is steady: no step goes too far."],
  overshooting: [
    "overshoots",
    "fair",
    "This rate overshoots: where the error is steepest each step goes too far, and less far each time.",
  ],
  round: ["", "fair", "This rate goes round: where the error is steepest each step lands as far off as it began."],
  diverges: [
    "diverges",
    "bad",
    "This rate diverges: where the error is steepest each step lands farther off than it began.",
  ],
};
const MARKS = [
  ["the largest rate at which no step goes too far", "steady to"],
  ["the rate that is fastest in the long run", "fastest"],
  ["the bound, above which the line leaves", "bound"],
];

/** One training run: slope and intercept at each step. */
class Training extends Path {
  /** @param {Record<string, any>} state */
  constructor(state) {
    const { x, y } = moved(state);
    const sizes = state.standardise ? standardised(x) : x;
    const start = [state.w, state.b];
    const first = { step: 0, w: start, error: loss(start, sizes, y) };
    super(state.rate, first);
    this.x = sizes;
    this.y = y;
    this.eigenvalues = eigenvalues(sizes);
    this.best = leastSquares(sizes, y);
    this.least = loss(this.best, sizes, y);
  }

  next({ step, w }, rate) {
    if (w.every((value, i) => Math.abs(value - this.best[i]) < NEAR)) return "converged";
    if (step >= LAST) return "last";
    const slope = gradient(w, this.x, this.y);
    const next = w.map((value, i) => value - rate * slope[i]);
    if (!(Math.hypot(...next) < FAR)) return "diverged";
    return { step: step + 1, w: next, error: loss(next, this.x, this.y) };
  }

  fate(rate) {
    return fate("Gradient descent", this.eigenvalues, rate, 0);
  }

  /** The share of the avoidable error that is left at a step. */
  excess(step) {
    return (this.at(step).error - this.least) / (this.entries[0].error - this.least || 1);
  }
}

/** What to say of a run at a step. */
function statusOf(run, at) {
  const { step, error } = run.at(at);
  const [end, rate, steps] = [run.over(at), run.settingsAt(step), count(step, "step")];
  const word = run.fate(rate);
  const told = WORDS[word][2];
  if (end === "converged" && !step) return "The line lies where its error is least: nothing is left to learn.";
  if (end === "converged") {
    return `Converged after ${steps}: slope and intercept are less than a hundredth from those of the best line.`;
  }
  if (end === "diverged") {
    const bound = 2 / run.eigenvalues[1];
    const why = rate > bound ? ` The rate ${brief(rate)} is above the bound, ${short(bound)}.` : "";
    return `Diverged: after ${steps} the line has left all bounds, so training stopped.${why}`;
  }
  const both = `the error is ${short(error)}, and ${short(run.least)} is the least possible.`;
  if (end === "last") return `${told} It is not there after ${steps}: ${both}`;
  if (!step) return `${told} Nothing has been learned yet: ${both}`;
  if (word === "diverges") return `${told} Error now ${short(error)}.`;
  const share = run.excess(at);
  const left = `${share > 1 ? `${short(share, 3)} times` : `${short(100 * share, 3)}% of`} the avoidable error is left`;
  if (word === "round") return `${told} ${left}.`;
  return `${told} ${share > 0.02 ? "Large" : "Only fine"} corrections are still due: ${left}.`;
}

/**
 * A sentence in words of the first pages, which call the error that is mean and squared a loss. Steps are theirs alone
 * to count: a hand that has laid the line has learned something. A rate may be `small` there.
 */
const plainly = (sentence, small) =>
  sentence
    .replace(WORDS.steady[2], small ? "This rate is too small: at ten times the rate no step goes too far." : "$&")
    .replace("Nothing has been learned", "No step has been taken")
    .replace("avoidable error", "error above the least possible")
    .replace(/\berror\b/g, "loss")
    .replace("has left all bounds", "is far out of the picture")
    .replace(/ The rate \S+ is above the bound.*/, "");

/** A Python program that prints the rows of the table; `settings` are the rates by their first steps. */
function program(state, settings, steps, rows) {
  const { x, y } = moved(state);
  const list = (values) => {
    const lines = [];
    for (let i = 0; i < values.length; i += 7) lines.push(`    ${values.slice(i, i + 7).join(", ")},`);
    return `[\n${lines.join("\n")}\n]`;
  };
  const changed = settings.slice(1).filter(([first]) => first <= steps);
  const changes = changed.map(([first, rate]) => `${first}: ${rate}`).join(", ");
  return `x = ${list(x)}
y = ${list(y)}
${
  state.standardise
    ? `mean = sum(x) / len(x)
spread = (sum((each - mean) ** 2 for each in x) / len(x)) ** 0.5
x = [(each - mean) / spread for each in x]
`
    : ""
}learning_rate, w, b = ${settings[0][1]}, ${state.w}, ${state.b}
${changes ? `changes = {${changes}}\n` : ""}shown = {${rows.join(", ")}}
print(f"{'step':>5}{'w':>15}{'b':>15}{'error':>15}")
for step in range(${steps + 1}):
${changes ? "    learning_rate = changes.get(step, learning_rate)\n" : ""}    errors = [w * each + b - price for each, price in zip(x, y)]
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

/**
 * The piece of a line that a box shows, from left to right; nothing where it passes by.
 * @param {number[]} weights
 * @param {{x: number[], y: number[]}} box
 */
function piece([w, b], { x, y }) {
  const ends = x.map((each) => {
    const height = w * each + b;
    const cut = inside(height, y);
    return cut === height ? [each, height] : [(cut - b) / w, cut];
  });
  return ends.every(([each]) => each >= x[0] - 1e-9 && each <= x[1] + 1e-9) ? ends : undefined;
}

/**
 * Words beside a place, so many pixels from it; to its left where they are negative.
 * @type {(chart: Chart, key: string, place: number[], text: string, dx: number, dy: number, name?: string) => void}
 */
const beside = (chart, key, place, text, dx, dy, name = "") =>
  chart.text(key, place, text, { class: `sim-name ${name}`, "text-anchor": dx < 0 ? "end" : "start", dx, dy });

export default function training(stage) {
  const { state } = stage;
  const [pair, more] = stage.pictures.children;
  const plot = new Chart(pair.children[0], { x: [0, 6], y: [-10, 62], yTitle: "price, in ten thousands" });
  const plane = new Chart(pair.children[1], {
    x: SLOPES,
    y: [0, 1],
    xTitle: "slope w",
    yTitle: "intercept b; each point is a line",
  });
  const titles = { xTitle: "step", yTitle: "mean squared error" };
  const errors = more && new Chart(more.children[0], { x: [0, 20], y: [1, 1000], log: true, ...titles });
  /** @type {Training} */
  let run;
  /** Slope and intercept of the line that is seen, between two steps while it moves. */
  let now = [0, 0];

  /** The nearest line that the plane has, with two decimals. @param {number[]} weights */
  const within = ([w, b]) => ({
    w: Number(inside(w, SLOPES).toFixed(2)),
    b: Number(inside(b, INTERCEPTS[state.standardise]).toFixed(2)),
  });

  function begin() {
    Object.assign(state, within([state.w, state.b]));
    run = new Training(state);
    const [low, high] = [Math.min(...run.x), Math.max(...run.x)];
    plot.x = [low - 0.1 * (high - low), high + 0.1 * (high - low)];
    plot.xTitle = state.standardise ? "size, standardised" : "size, in hundreds of square metres";
    plane.y = INTERCEPTS[state.standardise];
  }

  // What a hand takes

  const lay = (/** @type {number[]} */ w) => stage.change(within(w));
  plane.points(lay);
  plane.handle("ball", "Ball: slope and intercept of the line", lay);

  /** Where the line is taken: near the ends of what is seen of it. */
  function ends() {
    const middle = plot.x.map((x) => [x, inside(now[0] * x + now[1], plot.y)]);
    const [from, to] = piece(now, plot) ?? middle;
    return [0.05, 0.95].map((share) => from.map((value, i) => value + share * (to[i] - value)));
  }

  /** Turn the line about one end, so that it goes through a place at the other. @param {number} i @param {number[]} place */
  function turn(i, [x, y]) {
    const [ax, ay] = ends()[1 - i];
    const least = 0.1 * (plot.x[1] - plot.x[0]); // a line that stands upright is none
    const across = i ? Math.max(x - ax, least) : Math.min(x - ax, -least);
    const w = inside((y - ay) / across, SLOPES);
    lay([w, ay - w * ax]);
  }

  for (const [i, side] of ["Left", "Right"].entries()) {
    const label = `${side} end of the line. Up and down arrow keys move it, with shift farther.`;
    plot.handle(
      `end ${i}`,
      label,
      (place) => turn(i, place),
      (_, up, far) => {
        const [x, y] = ends()[i];
        if (up) turn(i, [x, y + up * (far ? 5 : 1)]);
        return Boolean(up);
      },
    );
  }

  /** Move a house to another price; the line stays where it is seen, and learns from there. */
  function price(i, value) {
    const given = houses(state.seed).y[i];
    const offset = Number((inside(value, PRICES) - given).toFixed(2));
    stage.change({ [`y${i + 1}`]: offset, ...within(now) });
  }

  for (let i = 0; i < HOUSES; i++) {
    const label = `House ${i + 1}. Up and down arrow keys change its price, with shift more; left and right go to the next house.`;
    plot.handle(
      `house ${i}`,
      label,
      ([, y]) => price(i, y),
      (right, up, far) => {
        if (up) price(i, run.y[i] + up * (far ? 5 : 1));
        else {
          const order = run.x.map((_, each) => each).sort((a, b) => run.x[a] - run.x[b]);
          const next = order[order.indexOf(i) + right];
          if (next !== undefined) plot.handles.get(`house ${next}`).focus();
        }
      },
    );
    const handle = plot.handles.get(`house ${i}`);
    handle.classList.add("sim-upright");
    handle.tabIndex = i ? -1 : 0; // one stop for all
  }

  function controls() {
    const told = marks("Gradient descent", run.eigenvalues, 0);
    stage.mark(
      "rate",
      told.map(([rate], i) => [rate, ...MARKS[i]]),
    );
    const found = zones((rate) => run.fate(rate), 1e-4, 3);
    stage.zones(
      "rate",
      found.map(([to, word]) => [to, ...WORDS[word].slice(0, 2)]),
    );
  }

  // What is drawn

  /** Is the best line still to be looked for? On the first pages, until a step is taken. */
  const sought = () => stage.spec.plain && stage.at === 0;

  function draw(force) {
    now = run.now(stage.at);
    drawPlot(force);
    drawPlane(force);
    if (errors) drawErrors(force);
    const { step, error, w } = run.at(stage.step);
    stage.tellNumbers([
      ["step", `${step} of ${LAST}`],
      ["mean squared error", short(error)],
      ["least possible", short(run.least)],
      ["w", fixed(w[0])],
      ["b", fixed(w[1])],
    ]);
  }

  /** Draw the piece of a line that is seen, if any. */
  function stroke(key, w, name) {
    const seen = w && piece(w, plot);
    if (seen) plot.line(key, seen, name);
    else plot.drop(key);
  }

  function drawPlot(force) {
    if (plot.layout(force)) plot.drop("");
    const step = Math.min(stage.step, run.last);
    stroke("best", !sought() && run.best, "sim-theory");
    for (let i = 1; i <= PAST; i++) stroke(`past ${i}`, run.entries[step - i]?.w, "sim-path sim-old");
    for (let i = 1; i <= COMING; i++)
      stroke(`coming ${i}`, !sought() && run.entries[step + i]?.w, "sim-path sim-ahead");
    if (!state.residuals) plot.drop("residual");
    else
      for (const [i, x] of run.x.entries())
        plot.line(`residual ${i}`, upright(x, run.y[i], now[0] * x + now[1]), "sim-residual");
    for (const [i, x] of run.x.entries()) plot.dot(`house ${i}`, [x, run.y[i]], "sim-data", 4);
    stroke("line", now, "sim-path sim-line");
    drawExit(step);
    const both = ends();
    for (const [i, end] of both.entries()) {
      plot.hold(`end ${i}`, end, `size ${fixed(end[0], 1)}, price ${fixed(end[1], 1)}`);
      plot.dot(`grip ${i}`, end, "sim-ball", 6);
    }
    for (const [i, x] of run.x.entries()) {
      plot.hold(`house ${i}`, [x, run.y[i]], `size ${fixed(x, 2)}, price ${fixed(run.y[i], 2)}`);
    }
    const line = `the line with slope ${fixed(run.at(step).w[0])} and intercept ${fixed(run.at(step).w[1])}`;
    plot.describe(`${run.x.length} houses and ${line}${sought() ? "" : "; dashed, the best line"}.`);
    names(both);
  }

  /** Say beside things what they are. @param {number[][]} ends of the line */
  function names([, end]) {
    const next = !sought() && run.entries[stage.step + 1] && piece(run.entries[stage.step + 1].w, plot)?.[1];
    const apart = next && Math.hypot(plot.X(next[0]) - plot.X(end[0]), plot.Y(next[1]) - plot.Y(end[1])) > 60;
    const steps = [...Array(PAST + COMING + 1).keys()].map((i) => stage.step - PAST + i);
    const its = {
      [stage.step]: ["line", now, "this line"],
      [stage.step + 1]: ["coming 1", undefined, apart && "next"],
    };
    const lines = steps.map((step) => [its[step]?.[0] ?? "", its[step]?.[1] ?? run.entries[step]?.w, its[step]?.[2]]);
    const curves = [...lines, ...(sought() ? [] : [["best", run.best, "best line"]])].map(([key, w, text]) => ({
      key,
      text,
      points: (w && piece(w, plot)) ?? [],
      name: key === "best" ? "" : "sim-of-path",
    }));
    const errors = state.residuals ? run.x.map((x, i) => upright(x, run.y[i], now[0] * x + now[1])) : [];
    const house = run.y.indexOf(Math.max(...run.y));
    const [x, y] = [run.x[house], run.y[house]];
    const fit = inside(now[0] * x + now[1], plot.y);
    const long = state.residuals && Math.abs(plot.Y(fit) - plot.Y(y)) > 50;
    plot.clear(
      [
        { key: "house name", at: [x, y], text: "a house" },
        { key: "error name", at: [x, (y + fit) / 2], text: long ? "its error" : "", name: "sim-of-error" },
      ],
      run.x.map((x, i) => [x, run.y[i]]),
      [...errors, ...curves.map((each) => each.points)],
    );
    plot.tags([...curves, ...errors.map((line) => ({ key: "", points: line }))]);
  }

  /** Where the line has left the picture: the last one that was seen, and an arrow to where it went. */
  function drawExit(step) {
    if (piece(now, plot)) {
      plot.drop("exit");
      plot.drop("last seen");
      return;
    }
    stroke("last seen", run.entries.slice(0, step + 1).findLast(({ w }) => piece(w, plot))?.w, "sim-path sim-ahead");
    const x = (plot.x[0] + plot.x[1]) / 2;
    const up = now[0] * x + now[1] > plot.y[1];
    const edge = [x, plot.y[up ? 1 : 0]];
    const place = `translate(${plot.X(x)} ${plot.Y(edge[1])}) rotate(${up ? -90 : 90})`;
    plot.put("exit head", "path", { class: "sim-exit", d: "M0,0l-16,-5v10z", transform: place });
    beside(plot, "exit name", edge, `this line is far ${up ? "above" : "below"}`, 12, up ? 14 : -6, "sim-of-path");
  }

  /** Heights of the plane for its colours, from 0 to 1. */
  function shade() {
    const { x: mean, xx } = moments(run.x, run.x);
    const above = (w, b) => xx * w * w + 2 * mean * w * b + b * b; // what the error has more than the least
    const height = (w, b) => above(w - run.best[0], b - run.best[1]);
    const unit = Math.max(...SLOPES.flatMap((w) => plane.y.map((b) => height(w, b)))) / LEVELS;
    return (w, b) => Math.log1p(height(w, b) / unit) / Math.log1p(LEVELS);
  }

  function drawPlane(force) {
    plane.repaint(run.best.join(), shade, plane.layout(force), force);
    if (sought()) {
      plane.drop("run");
      plane.drop("best");
      plane.words.delete("best");
    } else {
      plane.run("run", stage, run, { words: "leaves the picture" });
      plane.cross("best", run.best);
      const [x, y] = [plane.X(run.best[0]), plane.Y(run.best[1])];
      plane.words.set("best", [x - 6, y - 6, x + 6, y + 6]); // no word stands on it
      beside(plane, "best name", run.best, "best line", 8, 18);
    }
    beside(plane, "far name", [SLOPES[1], plane.y[1]], stage.spec.plain ? "larger loss" : "larger error", -6, 16);
    plane.dot("start", run.entries[0].w, "sim-start", 4);
    plane.dot("ball", now, "sim-ball", 7);
    plane.name("ball name", now, "this line", "sim-of-path");
    const low = plane.Y(run.entries[0].w[1]) > plane.height - 60;
    if (stage.at > 0) plane.text("start name", run.entries[0].w, "start", { dy: low ? -10 : 18 });
    else plane.drop("start name");
    plane.hold("ball", now, `slope ${fixed(now[0])}, intercept ${fixed(now[1])}`);
    plane.describe("Plane of slope and intercept: each point is a line, coloured by its mean squared error.");
  }

  function drawErrors(force) {
    const known = run.between(0, stage.last);
    const floor = Math.max(run.least, 0.01);
    const top = Math.max(...known.map(({ error }) => error), 2 * floor);
    errors.x = [0, grow(Math.max(20, known.at(-1).step))];
    errors.y = [10 ** Math.floor(Math.log10(floor) - 0.05), 10 ** Math.ceil(Math.log10(top))];
    errors.layout(force);
    const at = run.at(stage.step);
    const least = level(floor, ...errors.x);
    errors.line("least", least, "sim-theory");
    const points = errors.curve("error", stage, run, ({ step, error }) => [step, error]);
    errors.tags([
      { key: "least", points: least, text: "least possible" },
      { key: "error", points, text: "this line", name: "sim-of-path" },
    ]);
    const [now, best] = [short(at.error), short(run.least)];
    errors.describe(`Mean squared error over steps, now ${now}; dashed, the least possible, ${best}.`);
  }

  /** Is a goal reached? What decides is what the hand and the run have done. */
  function met(goal) {
    const { step, error } = run.at(stage.step);
    const over = run.over(stage.step);
    const flat = run.entries[0].w.every((value) => value === 0);
    if (goal === "hand") return step === 0 && error <= 1.1 * run.least;
    if (goal === "level") return !state.standardise && Math.abs(run.best[0]) <= 0.3;
    if (goal === "raw") return over === "converged" && flat && !state.standardise && step <= 400;
    if (goal === "three") return over === "converged" && flat && step <= 3;
    if (goal !== "rescue") return false;
    const worst = Math.max(...run.entries.slice(0, step + 1).map((each) => each.error));
    return worst > 1e6 && error < 1.1 * run.least;
  }

  return {
    begin,
    controls,
    extend: (step) => run.extend(step),
    change: (step) => run.change(step, state.rate),
    draw,
    met,
    press() {
      const given = Object.fromEntries(Array.from({ length: HOUSES }, (_, i) => [`y${i + 1}`, 0]));
      stage.change({ ...given, seed: (state.seed % 1_000_000) + 1 });
    },
    status() {
      const sentence = statusOf(run, stage.step);
      const small = run.fate(10 * run.settingsAt(run.at(stage.step).step)) === "steady";
      return stage.spec.plain ? plainly(sentence, small) : sentence;
    },
    table: () => run.table(stage.step, ["w", "b", "error"], ({ w, error }) => [...w, error]),
    python: () => {
      return program(state, run.settings, Math.min(stage.step, run.last), run.shown(stage.step));
    },
  };
}
