/** The gradients of single cases, the mean of a batch of them, and how far that is from the mean of all. */
import { Chart } from "./chart.js";
import { batch, gradients, spread } from "./kernel/noisy-line.js";
import { Path } from "./kernel/path.js";
import { generator } from "./kernel/random.js";
import { count, fixed, inside } from "./kernel/words.js";

const SIZES = [1, 2, 5, 10, 20, 50, 100]; // that are measured, beside the one of now
const MOST = 1000; // batches of each
const FAR = 4; // to which the mean of all is dragged
const GRID = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100];

/** Batches of one size, one after the other. An entry adds the last one to the sum of the squared distances. */
export class Batches extends Path {
  /**
   * @param {number} size
   * @param {number[][]} each the gradients of single cases
   * @param {number[]} all their mean
   */
  constructor(size, each, all) {
    const settings = { size, each, all, random: generator(size) };
    super(settings, { step: 0 });
    this.entries = [this.next({ step: -1, sum: 0 }, settings)];
  }

  next({ step, sum }, { size, each, all, random }) {
    if (step + 1 >= MOST) return "long";
    const { rows, mean } = batch(each, size, random);
    return { step: step + 1, rows, mean, sum: sum + (mean[0] - all[0]) ** 2 + (mean[1] - all[1]) ** 2 };
  }

  /** How far the means up to a step are from the mean of all: the root of the mean square. */
  noise(step) {
    this.extend(step);
    return Math.sqrt(this.at(step).sum / (step + 1));
  }
}

export default function batches(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children[0].children;
  const cloud = new Chart(left, {
    x: [-20, 32],
    y: [-16, 20],
    xTitle: "by the slope",
    yTitle: "gradient: by the intercept",
  });
  const noise = new Chart(right, {
    x: [0, 100],
    y: [0, 9],
    xTitle: "cases in a batch",
    yTitle: "noise: how far from the mean of all",
  });
  /** @type {Batches} of the size of now */
  let path;
  /** @type {[number, Batches][]} */
  let others;
  let all, each, one;

  const into = (value) => Number(inside(value, [-FAR, FAR]).toFixed(2));
  const move = ([g1, g2]) => stage.change({ g1: into(g1), g2: into(g2) });
  const resize = (size) => stage.change({ size: Math.round(inside(size, [1, 100])) });
  cloud.handle("all", "Mean of all gradients", move, (right, up, far) => {
    move([state.g1 + right * (far ? 1 : 0.2), state.g2 + up * (far ? 1 : 0.2)]);
  });
  noise.handle(
    "size",
    "Size of the batch. Arrow keys change it, with shift by ten.",
    ([size]) => resize(size),
    (right, up, far) => {
      resize(state.size + (right + up) * (far ? 10 : 1));
    },
  );

  /** The noise of a batch by the formula. */
  const formula = (size) => one / Math.sqrt(size);

  function drawCloud(force) {
    cloud.layout(force);
    const now = path.at(stage.step);
    const then = path.at(stage.step + 1).mean;
    const mean = now.mean.map((value, i) => value + (stage.at - stage.step) * (then[i] - value));
    const means = (from, to) => path.between(from, to).map((entry) => entry.mean);
    cloud.dots("each", each, "sim-dots sim-cloud");
    cloud.dots("ahead", means(stage.step + 1, stage.last), "sim-dots sim-second sim-ahead");
    cloud.dots("means", means(0, stage.step), "sim-dots sim-second");
    cloud.dots(
      "drawn",
      now.rows.map((row) => each[row]),
      "sim-dots sim-drawn",
    );
    cloud.arrow("gradient", [0, 0], all, "sim-gradient");
    cloud.arrow("batch", [0, 0], mean, "sim-path sim-second sim-line");
    cloud.dot("all", all, "sim-centre", 5);
    cloud.dot("mean", mean, "sim-ball sim-second", 6);
    const from = ([x, y]) => Math.hypot(x - mean[0], y - mean[1]);
    const drawn = now.rows.map((row) => each[row]).reduce((one, other) => (from(other) > from(one) ? other : one));
    const top = each.reduce((high, place) => (place[1] > high[1] ? place : high));
    cloud.clear(
      [
        { key: "one name", at: top, text: "one case" },
        { key: "drawn name", at: drawn, text: state.size > 1 ? "in the batch" : "" },
        { key: "all name", at: all, text: "mean of all" },
        { key: "mean name", at: mean, text: "of a batch" },
      ],
      [...each, ...means(0, stage.last), all, mean],
      [all, mean].map((tip) => [[0, 0], tip]),
    );
    cloud.hold("all", all, `${fixed(all[0], 1)}, ${fixed(all[1], 1)}`);
    cloud.describe(
      `The gradients of a hundred single cases around their mean, at ${all.join(", ")}, and the mean of a batch.`,
    );
  }

  function drawNoise(force) {
    noise.layout(force);
    const curve = GRID.map((size) => [size, formula(size)]);
    noise.line("formula", curve, "sim-fit");
    const named = state.size < 16 ? 40 : 4; // away from the ball
    const measured = others.map(([size, its]) => [size, its.noise(stage.step)]);
    noise.dots("measured", measured, "sim-dots sim-drawn sim-second");
    const here = [state.size, path.noise(stage.step)];
    noise.dot("size", here, "sim-ball sim-second", 6);
    noise.clear(
      [
        { key: "size name", at: here, text: "so far" },
        { key: "formula name", at: [named, formula(named)], text: "noise of one case / √B" },
      ],
      [...measured, here],
      [curve],
    );
    noise.hold("size", here, count(state.size, "case"));
    noise.describe("How far the mean of a batch is from that of all, by its size: measured, and by the formula.");
  }

  return {
    begin() {
      all = [state.g1, state.g2];
      each = gradients(all);
      path = new Batches(state.size, each, all);
      others = SIZES.map((size) => [size, new Batches(size, each, all)]);
      one = spread(each, all);
    },
    extend: (step) => path.extend(step),
    change() {},
    draw(force) {
      drawCloud(force);
      drawNoise(force);
    },
    status() {
      const { step } = path.at(stage.step);
      const batches = step ? `${(step + 1).toLocaleString("en")} batches` : "One batch";
      const [theory, length] = [formula(state.size), Math.hypot(...all)];
      const off = `${fixed(path.noise(step))} off (root mean square)`;
      const by = `by the formula ${fixed(one)} / √${state.size} = ${fixed(theory)}`;
      const long = `The mean of all is ${fixed(length)} long, ${theory > length ? "less" : "more"} than this noise.`;
      return `${batches} of ${state.size}: ${step ? "the means are" : "its mean is"} ${off}, ${by}. ${long}`;
    },
  };
}
