/** The loss of four houses by their one weight: the ball on the parabola is the line through the prices. */
import { Chart, upright } from "./chart.js";
import { AREA, BEST, CURVATURE, errors, loss, PRICE, slope } from "./kernel/houses.js";
import { fate, zones } from "./kernel/optimizers.js";
import { Path } from "./kernel/path.js";
import { brief, count, diverged, fixed, inside, inWords } from "./kernel/words.js";

const [LOW, HIGH] = [0, 400]; // weights that are shown
const [END, WIDE] = [2700, 2900]; // square feet at which the line is taken, and up to which it is shown
const BESIDE = 85; // from where the ball hides what is at the best weight
const CENT = 0.005;
const FAR = 1e8;
const LONGEST = 1000;
const K = 1000;
const BILLION = 1e9;
const GRID = Array.from({ length: 81 }, (_, i) => LOW + ((HIGH - LOW) * i) / 80);

const SAYS = {
  steady: "each step comes closer, on the same side",
  overshooting: "each step goes past the lowest point, and still lands closer",
  round: "each step lands just as far out on the other side, for ever",
  diverges: "each step lands farther out than it began: it diverges",
};

/** What a rate does. */
const word = (rate) => fate("Gradient descent", [CURVATURE], rate, 0);

const RATES = inWords(zones(word, 1e-9, 1e-6));

/** Descent from a weight. */
export class Walk extends Path {
  next({ step, w }, rate) {
    if (Math.abs(w - BEST) < CENT) return "there";
    if (step >= LONGEST) return "long";
    const next = w - rate * slope(w);
    return Math.abs(next) < FAR ? { step: step + 1, w: next } : "far";
  }
}

/** An amount in words. */
function amount(value) {
  if (value >= BILLION) return `${brief(value / BILLION)} billion`;
  return value >= 1e6 ? `${brief(value / 1e6)} million` : Math.round(value).toLocaleString("en");
}

/** A weight in dollars, to the cent, and no more digits than it has. */
const dollars = (w) => fixed(w).replace(/\.?0+$/, "");

const signed = (value) => (value > 0.5 ? "+" : "") + fixed(value, 0);

export default function moveW(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children[0].children;
  const bowl = new Chart(left, {
    x: [LOW, HIGH],
    y: [0, 540],
    xTitle: "w, dollars a square foot",
    yTitle: "loss, billions of squared dollars",
  });
  const sales = new Chart(right, {
    x: [0, WIDE],
    y: [0, 1100],
    xTitle: "square feet",
    yTitle: "price, thousand dollars",
  });
  /** @type {Walk} */
  let walk;

  const put = (w) => stage.change({ w: Math.round(inside(w, [LOW, HIGH])) });
  const nudge = (right, up, far) => {
    put(now() + (right + up) * (far ? 10 : 1));
  };
  bowl.handle("ball", "Ball: the weight w", ([w]) => put(w), nudge);
  sales.handle("end", "End of the line of prices", ([, price]) => put((K * (price - 50)) / END), nudge);

  const now = () => walk.now(stage.at, ({ w }) => [w])[0];
  const place = (w) => [w, loss(w) / BILLION];

  function drawBowl(w, force) {
    if (bowl.layout(force)) {
      bowl.line("loss", GRID.map(place), "sim-gradient");
    }
    bowl.text("best", place(BEST), Math.abs(w - BEST) > BESIDE ? "no error" : "", { dy: -8 });
    bowl.run("run", stage, walk, { place: (entry) => place(entry.w), here: place(w), words: "leaves" });
    bowl.dot("ball", place(w), "sim-ball", 7);
    bowl.name("ball name", place(w), `w = ${dollars(w)}`);
    bowl.hold("ball", place(w), `w ${dollars(w)}`);
    const taken = walk.between(0, stage.last).map((entry) => place(entry.w));
    bowl.tags([
      { key: "loss", points: GRID.map(place), text: "loss" },
      { key: "run", points: taken },
    ]);
    bowl.describe(`The loss over w is a parabola, lowest at ${BEST}. The ball is at ${dollars(w)}.`);
  }

  function drawSales(w, force) {
    sales.layout(force);
    const line = (area) => [area, (50_000 + w * area) / K];
    const bars = errors(w).map((error, i) => {
      const [x, sold, [, priced]] = [AREA[i], PRICE[i] / K, line(AREA[i])];
      const [top, bottom] = [sales.Y(Math.max(sold, priced)), sales.Y(Math.min(sold, priced))];
      const side = bottom - top;
      const square = { x: sales.X(x) - side, y: top, width: side, height: side };
      sales.put(`square ${i}`, "rect", { class: "sim-square", ...square });
      const bar = upright(x, sold, priced);
      sales.line(`error ${i}`, bar, "sim-error");
      sales.dot(`house ${i}`, bar[0], "sim-data", 4);
      sales.text(`amount ${i}`, bar[0], signed(error / K), { dy: error > 0 ? 16 : -9 });
      const wide = i === 3 && Math.abs(sold - priced) > 120;
      return { key: `error ${i}`, points: upright(x, priced, (sold + priced) / 2), text: wide ? "error" : "" };
    });
    sales.line("line", [line(0), line(WIDE)], "sim-fit");
    sales.dot("end", line(END), "sim-centre", 5);
    sales.tags([{ key: "line", points: [line(0), line(END)], text: "priced" }, ...bars]);
    sales.hold("end", line(END), `w ${dollars(w)}`);
    const told = errors(w).map((error) => signed(error / K));
    sales.describe(`Prices of the four houses and the line of w. The errors, in thousand dollars: ${told.join(", ")}.`);
  }

  return {
    begin: () => {
      const first = { step: 0, w: state.w };
      walk = new Walk(state.rate, first);
    },
    extend: (step) => walk.extend(step),
    change: (step) => walk.change(step, state.rate),
    controls: () => stage.zones("rate", RATES),
    draw(force) {
      const w = now();
      drawBowl(w, force);
      drawSales(w, force);
    },
    status() {
      const { step, w } = walk.at(stage.step);
      const end = walk.over(step);
      const where = `w = ${dollars(w)}, loss ${amount(loss(w))}`;
      if (end === "there" && !step) return "No price is wrong: the loss is 0, and so is its slope, so no step moves w.";
      if (end === "there") return `After ${count(step, "step")} w is ${fixed(w)}, right to the cent.`;
      if (end === "far") return `${diverged(step)}.`;
      if (end === "long") return `It stopped after ${count(step, "step")}: ${where}.`;
      const once = Math.abs(1 - state.rate * CURVATURE) < 1e-9;
      const says = once ? "one step arrives" : SAYS[word(state.rate)];
      return `${step ? `${count(step, "step")}: ` : ""}${where}. At this rate ${says}.`;
    },
  };
}
