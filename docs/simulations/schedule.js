/** A rate for every step, drawn by hand, and what a noisy run does with it. */
import { Chart, level } from "./chart.js";
import { BOUND, median, run } from "./kernel/noisy-line.js";
import { brief, fixed, inside } from "./kernel/words.js";

export const STEPS = 300;
const HANDLES = [0, 1, 2, 3, 4, 5, 6];
const APART = STEPS / 6; // steps between two handles
const BASE = 0.028;
const TOP = 0.04;
const RUNS = 25;
const HIGH = 1e5; // of the loss that is shown
const AT = Array.from({ length: STEPS + 1 }, (_, step) => step);

/** The rate by the step; that of the constant has nearly the sum of the cosine's. */
const SHAPES = {
  Constant: () => BASE / 2,
  "1/t": (step) => BASE / (1 + (9 * step) / STEPS),
  Cosine: (step) => (BASE * (1 + Math.cos((Math.PI * step) / STEPS))) / 2,
};

/** The rates of all steps. */
export function ratesOf(state) {
  const drawn = (step) => {
    const i = Math.min(5, Math.floor(step / APART));
    const [from, to] = [state[`r${i}`], state[`r${i + 1}`]];
    return from + (step / APART - i) * (to - from);
  };
  const rates = AT.slice(0, STEPS).map(SHAPES[state.shape] ?? drawn);
  return state.backwards ? rates.reverse() : rates;
}

/** How much higher than the least the loss ends in each of the runs. */
const ends = (rates, seed) => Array.from({ length: RUNS }, (_, i) => run(rates, 100 * seed + i).at(-1));

export default function schedule(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children[0].children;
  const drawing = new Chart(left, {
    x: [-12, STEPS + 12],
    y: [-0.003, TOP + 0.001],
    xTitle: "step",
    yTitle: "learning rate",
  });
  const losses = new Chart(right, {
    x: [-12, STEPS + 12],
    y: [0.01, HIGH],
    log: true,
    xTitle: "step",
    yTitle: "loss above the least",
  });
  /** @type {number[] | undefined} what is shown; undefined where it has to be computed anew */
  let rates;
  /** @type {number[]} */
  let noisy;
  /** @type {number[]} */
  let smooth;
  /** @type {number[]} */
  let all;
  let [typical, cosine, of] = [0, 0, 0];

  function follow() {
    if (rates) return;
    rates = ratesOf(state);
    noisy = run(rates, 100 * state.seed);
    smooth = run(rates);
    all = ends(rates, state.seed);
    typical = median(all);
    if (of !== state.seed) cosine = median(ends(ratesOf({ shape: "Cosine" }), state.seed));
    of = state.seed;
  }

  /** Let the curve go through a rate at a handle, from what is shown. */
  function draw(i, rate) {
    follow();
    const values = HANDLES.map((each) => [`r${each}`, rateAt(each)]);
    values[i][1] = inside(rate, [0, TOP]);
    const rounded = values.map(([id, value]) => [id, Number(value.toFixed(4))]);
    stage.change({ ...Object.fromEntries(rounded), shape: "Drawn by hand", backwards: false });
  }

  for (const i of HANDLES) {
    const label = `Rate at step ${i * APART}. Arrow keys up and down change it, with shift more.`;
    const sweep = ([step, rate]) => draw(Math.round(step / APART), rate);
    drawing.handle(`r${i}`, label, sweep, (_, up, far) => {
      if (up) draw(i, rateAt(i) + up * (far ? 0.005 : 0.001));
    });
  }

  const rateAt = (i) =>
    state.shape in SHAPES ? rates[Math.min(STEPS - 1, i * APART)] : state[`r${state.backwards ? 6 - i : i}`];

  return {
    changed() {
      rates = undefined;
    },
    press() {
      stage.change({ seed: (state.seed % 99) + 1 });
    },
    controls() {
      stage.idle(...(state.shape === "Constant" ? ["backwards"] : []));
    },
    draw(force) {
      follow();
      drawing.layout(force);
      drawing.line("bound", level(BOUND, 0, STEPS), "sim-theory");
      drawing.name("bound name", [STEPS / 2, BOUND], "bound without noise");
      drawing.line(
        "rates",
        rates.map((rate, step) => [step, rate]),
        "sim-fit sim-line",
      );
      for (const i of HANDLES) {
        const place = [i * APART, rateAt(i)];
        drawing.dot(`ring ${i}`, place, "sim-centre", 5);
        drawing.hold(`r${i}`, place, `${fixed(place[1], 4)} at step ${place[0]}`);
      }
      drawing.describe("The learning rate by the step.");
      losses.layout(force);
      const calm = smooth.map((gap, step) => [step, gap]);
      losses.line("smooth", calm, "sim-theory");
      const path = noisy.map((gap, step) => [step, gap]);
      losses.line("noisy", path, "sim-path");
      losses.leaves("exit", path, "");
      const places = all.map((end) => [STEPS, end]);
      losses.dots("ends", places, "sim-dots sim-cloud");
      losses.dot("typical", [STEPS, typical], "sim-ball", 6);
      losses.clear(
        [
          { key: "typical name", at: [STEPS, typical], text: "median" },
          {
            key: "ends name",
            at: [STEPS, Math.max(typical, ...all.filter((end) => end < HIGH))],
            text: `${RUNS} runs`,
          },
        ],
        places,
        [path, calm],
      );
      losses.tags([
        { key: "noisy", points: path, text: "one run" },
        { key: "smooth", points: calm, text: "without noise" },
      ]);
      losses.describe("How much higher than the least the loss is, by the step, with noise and without.");
    },
    status() {
      follow();
      const [mine, others] = [brief(typical), brief(cosine)];
      const than = state.shape === "Cosine" && !state.backwards ? "" : `; the cosine’s is ${others}`;
      const [end, back] = [smooth.at(-1), run([...rates].reverse()).at(-1)];
      const order =
        Math.abs(back - end) < 1e-3 * end ? "forwards or backwards" : `${brief(back)} backwards, for rounding grows`;
      return `With batches of ten, ${RUNS} runs end ${mine} above the least loss in the median${than}. Without noise it would be ${brief(end)}, ${order}.`;
    },
  };
}
