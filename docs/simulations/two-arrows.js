/** What momentum adds up at each step: the velocity that it keeps and the gradient, as the moves that they cause. */
import { Chart } from "./chart.js";
import { valley } from "./kernel/landscapes.js";
import { begin, fate, marks, step as take, zones } from "./kernel/optimizers.js";
import { Path } from "./kernel/path.js";
import { inside as between, brief, count, diverged, fixed, inWords } from "./kernel/words.js";

const VALLEY = valley(25);
const [MINIMUM] = VALLEY.minima;
const [WIDE, UP] = [4, 2]; // where the ball can be put, to each side
const EDGE = 1.15; // so many times as far the map reaches
const TOP = Math.log1p(VALLEY.loss([WIDE, -WIDE]));
const NEAR = 1e-3;
const FAR = 1e8;
const LONGEST = 1000;
const NEW = 12; // steps whose trace is fresh
const SHORT = 0.3; // so short an arrow has no name, or at the end of a run three would lie on each other

/** @param {number} factor @param {number[]} vector */
const times = (factor, [x, y]) => [factor * x, factor * y];
/** @param {number[]} one @param {number[]} other */
const plus = ([a, b], [c, d]) => [a + c, b + d];
const norm = (vector) => Math.hypot(...vector);

/** A run that may begin with a velocity. */
export class Run extends Path {
  next({ step, w, mean }, settings) {
    const state = take({ ...begin(w), mean, steps: step }, VALLEY.gradient(w), settings);
    if (!(norm(state.w) < FAR)) return "far";
    if (norm(w) < NEAR && norm(plus(state.w, times(-1, w))) < NEAR) return "there";
    return step < LONGEST ? { step: step + 1, w: state.w, mean: state.mean } : "long";
  }

  /** What makes the step that follows: the velocity kept, and the gradient, each as the move that it causes. */
  arrows(at) {
    const { rate, momentum } = this.settingsAt(at);
    const { w, mean } = this.at(at);
    const [kept, pull] = [times(-rate * momentum, mean), times(-rate, VALLEY.gradient(w))];
    return { w, kept, pull, both: plus(kept, pull) };
  }
}

/** The start: a ball that came from somewhere. @param {Record<string, number>} state */
export function first({ w1, w2, from1, from2, rate }) {
  const { w, mean } = begin([w1, w2]);
  return { step: 0, w, mean: mean.map((_, i) => ([from1, from2][i] - w[i]) / rate) };
}

export default function twoArrows(stage) {
  const { state } = stage;
  const [box] = stage.pictures.children[0].children;
  const map = new Chart(box, { x: [-WIDE, WIDE], y: [-WIDE, WIDE], xTitle: "w₁", yTitle: "w₂" });
  /** @type {Run} */
  let run;
  /** The momentum for which the zones of the rate are drawn. */
  let zoned;

  const settings = () => ({ optimizer: "Momentum", rate: state.rate, momentum: state.momentum });
  const bound = () => marks("Momentum", VALLEY.eigenvalues, state.momentum)[0][0];
  /** @param {number[]} place */
  const words = ([w1, w2]) => `w₁ ${fixed(w1, 2)}, w₂ ${fixed(w2, 2)}`;
  const start = () => [state.w1, state.w2];
  const from = () => [state.from1, state.from2];

  map.box = [WIDE, UP].map((far) => [-EDGE * far, EDGE * far]);
  map.describe("Map of a valley: the ball, the velocity that it keeps, the gradient, and their sum, the next step.");
  // with the ball moves where it came from: its velocity stays
  takes("ball", "Ball", start, ([w1, w2]) => {
    const [from1, from2] = inside([w1 + state.from1 - state.w1, w2 + state.from2 - state.w2]);
    stage.change({ w1, w2, from1, from2 });
  });
  takes("from", "Where the ball came from", from, ([from1, from2]) => stage.change({ from1, from2 }));

  /** The nearest place at which the ball can be put. @param {number[]} place */
  function inside([w1, w2]) {
    const kept = (value, most) => Number(between(value, [-most, most]).toFixed(2));
    return [kept(w1, WIDE), kept(w2, UP)];
  }

  function takes(key, label, where, put) {
    map.handle(
      key,
      label,
      (w) => put(inside(w)),
      (right, up, far) => {
        put(inside(plus(where(), times(far ? 0.5 : 0.1, [right, up]))));
      },
    );
  }

  function drawMap(force) {
    if (!map.layout(force)) return;
    map.paint((x, y) => Math.log1p(VALLEY.loss([x, y])) / TOP);
    map.dot("minimum", MINIMUM, "sim-start", 3);
  }

  /** The arrows of now; between two steps they go over into those of the next. */
  function now() {
    const [before, after] = [run.arrows(stage.step), run.arrows(stage.step + 1)];
    const share = stage.at - stage.step;
    const mix = (name) => plus(times(1 - share, before[name]), times(share, after[name]));
    return { w: mix("w"), kept: mix("kept"), pull: mix("pull"), both: mix("both") };
  }

  function drawPath(w) {
    map.line("came", [from(), start()], `sim-path ${stage.step > NEW ? "sim-old" : ""}`);
    map.run("run", stage, run, { here: w, words: "leaves the map" });
    const rest = !norm(plus(from(), times(-1, start())));
    map.dot("from", from(), "sim-centre", rest ? 10 : 5); // at rest it is a ring around the ball
    map.hold("from", from(), words(from()));
  }

  function drawArrows({ w, kept, pull, both }) {
    const [one, two, sum] = [kept, pull, both].map((arrow) => plus(w, arrow));
    map.line("side", [one, sum, two], "sim-theory");
    map.arrow("kept", w, one, "sim-path sim-line");
    map.arrow("pull", w, two, "sim-gradient");
    map.arrow("both", w, sum, "sim-fit sim-line");
    map.dot("ball", w, "sim-ball", 7);
    map.hold("ball", w, words(w));
    const names = [
      { text: "velocity kept", arrow: kept, tip: one },
      { text: "−rate × gradient", arrow: pull, tip: two },
      { text: "next step", arrow: both, tip: sum },
    ].sort((a, b) => b.tip[1] - a.tip[1]);
    const arrows = [
      [w, one],
      [w, two],
      [w, sum],
      [one, sum, two],
      [from(), start()],
    ];
    const came = stage.at < 1 && norm(plus(from(), times(-1, start())));
    map.clear(
      [
        ...names.map(({ text, arrow, tip }, i) => ({
          ...{ key: text, at: tip, text: norm(arrow) > SHORT ? text : "" },
          rise: [-8, 5, 18][i],
        })),
        { key: "from name", at: from(), text: came ? "came from here" : "" },
        { key: "minimum name", at: MINIMUM, text: norm(w) > 1.2 ? "minimum" : "" },
      ],
      [MINIMUM, from(), w],
      [...arrows, run.between(0, stage.last).map((entry) => entry.w)],
    );
  }

  return {
    begin: () => {
      run = new Run(settings(), first(state));
    },
    extend: (step) => run.extend(step),
    change: (step) => run.change(step, settings()),
    controls() {
      if (state.momentum === zoned) return;
      zoned = state.momentum;
      const word = (rate) => fate("Momentum", VALLEY.eigenvalues, rate, zoned);
      stage.zones("rate", inWords(zones(word, 1e-3, 1)));
    },
    draw(force) {
      drawMap(force);
      const arrows = now();
      drawPath(arrows.w);
      drawArrows(arrows);
    },
    status() {
      const { step } = run.at(stage.step);
      const end = run.over(step);
      const taken = count(step, "step");
      if (end === "far") return `${diverged(step)}.`;
      if (end === "there") return `After ${taken} the ball is within 0.001 of the minimum, its next step shorter.`;
      if (end === "long") return `It stopped after ${taken}.`;
      const { kept, pull, both } = run.arrows(step);
      const [a, b, c] = [kept, pull, both].map((arrow) => brief(norm(arrow)));
      const cos = kept[0] * pull[0] + kept[1] * pull[1];
      const over = state.rate > bound() ? ` The rate is above ${brief(bound())}, the bound at this momentum.` : "";
      const how = cos > 0 ? "They agree: " : cos < 0 ? "They partly cancel: " : "";
      const sum = `${how}velocity kept ${a} long, rate × gradient ${b}, next step ${c}.`;
      const alone = `No velocity is kept: the next step is the gradient’s alone, ${b} long.`;
      return `${step ? `${taken}. ` : ""}${norm(kept) ? sum : alone}${over}`;
    },
  };
}
