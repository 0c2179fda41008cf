/** A ball in the bowl w²: each step is the rate times the slope, and is worked out in words before it is taken. */
import { Chart } from "./chart.js";
import { convex } from "./kernel/landscapes.js";
import { fate, zones } from "./kernel/optimizers.js";
import { Path } from "./kernel/path.js";
import { brief, count, inside, inWords } from "./kernel/words.js";

const [LOW, HIGH] = [-16, 16]; // the places that are shown
const REACH = [-12, 12]; // of a start
const NEAR = 0.01;
const FAR = 1e6;
const LONGEST = 1000;
const LEAN = 2.5; // how far the line of the slope reaches on each side
const GRID = Array.from({ length: 65 }, (_, i) => LOW + ((HIGH - LOW) * i) / 64);

/**
 * What zones of the rate are called on a page that explains no word yet, and how good they are.
 * @type {Record<string, [string, string]>}
 */
const WORDS = {
  steady: ["comes closer", "good"],
  overshooting: ["leaps", "fair"],
  diverges: ["climbs out", "bad"],
};

const { loss, gradient, eigenvalues } = convex();
const slope = (w) => gradient([w])[0];
const RATES = inWords(
  zones((rate) => fate("Gradient descent", eigenvalues, rate, 0), 0.05, 3),
  WORDS,
);

/** Steps downhill from a place. */
export class Roll extends Path {
  next({ step, w }, rate) {
    if (Math.abs(w) < NEAR) return "there";
    if (step >= LONGEST) return "long";
    const next = w - rate * slope(w);
    return Math.abs(next) < FAR ? { step: step + 1, w: next } : "far";
  }
}

export default function roll(stage) {
  const { state } = stage;
  const bowl = new Chart(stage.pictures.children[0].children[0], {
    x: [LOW, HIGH],
    y: [-12, 256],
    xTitle: "w",
    yTitle: "height, w times w",
  });
  /** @type {Roll} */
  let walk;

  const put = ([w]) => stage.change({ w: Math.round(2 * inside(w, REACH)) / 2 });
  bowl.handle("ball", "Ball: its place w", put, (right, up, far) => {
    put([now() + (right + up) * (far ? 3 : 0.5)]);
  });

  const now = () => walk.now(stage.at, ({ w }) => [w])[0];
  const place = (w) => [w, loss([w])];

  function draw(force) {
    const w = now();
    if (bowl.layout(force)) bowl.line("bowl", GRID.map(place), "sim-gradient");
    const [x, y] = place(w);
    const lean = [-LEAN, LEAN].map((by) => [x + by, y + by * slope(w)]);
    bowl.line("lean", lean, "sim-theory");
    bowl.run("run", stage, walk, { place: ({ w: each }) => place(each), here: [x, y], words: "leaves" });
    const coming = walk.between(stage.step + 1, stage.last).map((entry) => place(entry.w));
    bowl.dots("ahead dots", coming, "sim-dots sim-ahead");
    bowl.dot("ball", [x, y], "sim-ball", 7);
    bowl.name("ball name", [x, y], `w = ${brief(w)}`);
    bowl.hold("ball", [x, y], `w ${brief(w)}`);
    bowl.describe(`A bowl, lowest at 0. The ball is at ${brief(w)}.`);
  }

  function status() {
    const { step, w } = walk.at(stage.step);
    const [end, taken] = [walk.over(step), count(step, "step")];
    if (end === "there" && !w) return `${step ? `${taken}: t` : "T"}he slope is 0 here, so no step moves the ball.`;
    if (end === "there") return `After ${taken} the ball is within 0.01 of the middle.`;
    if (end === "far")
      return `After ${taken} the ball is ${brief(Math.abs(w))} from the middle. At this rate it does not come back.`;
    if (end === "long") return `It stopped after ${taken}, at w = ${brief(w)}.`;
    const length = state.rate * Math.abs(slope(w));
    const way = w > 0 ? "left" : "right";
    const sum = `${brief(state.rate)} × ${brief(Math.abs(slope(w)))} = ${brief(length)}`;
    const next = `Next step: ${sum} to the ${way}, to w = ${brief(w - state.rate * slope(w))}.`;
    return `${step ? `${taken}: ` : ""}w = ${brief(w)}, slope ${brief(slope(w))}. ${next}`;
  }

  return {
    begin: () => {
      const first = { step: 0, w: state.w };
      walk = new Roll(state.rate, first);
    },
    extend: (step) => walk.extend(step),
    change: (step) => walk.change(step, state.rate),
    controls: () => stage.zones("rate", RATES),
    draw,
    status,
  };
}
