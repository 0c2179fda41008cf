/** All optimizers of the book from one start: who is lowest at the finish, and what moves each of them. */
import { Chart } from "./chart.js";
import { begin, divisor, lossAfter, step } from "./kernel/optimizers.js";
import { Path } from "./kernel/path.js";
import { brief, count, plain, short } from "./kernel/words.js";
import { IN_PYTHON, isFar, measure, norm, Plane } from "./plane.js";
import { element, showBars, titled } from "./stage.js";

const NAMES = Object.keys(IN_PYTHON);
const RATES = Array.from({ length: 51 }, (_, i) => Number((10 ** (i / 10 - 4)).toPrecision(3)));
const LEVEL = 1e-12; // so far above a least loss that is not zero, rounding decides who is lower
const LOW = 1e-16; // the chart's end
const QUIET = 200; // milliseconds after a change until all rates are tried
const SLICE = 4; // milliseconds between two frames for that

/** What bars show, by who keeps it. */
const SQUARES = {
  AdaGrad: "sum of the squared slopes",
  RMSProp: "fading mean of the squared slopes",
  Adam: "fading mean of the squared slopes",
  AMSGrad: "largest so far of the means of the squared slopes",
};

/** The run of one optimizer to the finish. */
class Racer extends Path {
  constructor(landscape, start, settings, length) {
    super(settings, measure(landscape, begin(start)));
    this.landscape = landscape;
    this.name = settings.optimizer;
    this.length = length;
  }

  next(entry, settings) {
    if (entry.step === this.length) return "finish";
    const next = step(entry.state, entry.gradient, settings);
    return isFar(this.landscape, next.w) ? "far" : measure(this.landscape, next);
  }

  /** What an optimizer keeps of the squares of slopes, weight by weight; nothing where it keeps none. */
  squares(at) {
    const { largest, square } = this.at(at).state;
    return this.name in SQUARES ? (this.name === "AMSGrad" ? largest : square) : undefined;
  }

  /** What moves the ball at a step: downhill, the velocity or Adam's mean, and the next step. */
  arrows(at) {
    const { gradient, state, w } = this.at(at);
    const minus = (vector) => vector.map((value) => -value);
    const move = this.at(at + 1).w.map((value, i) => value - w[i]);
    return { gradient: minus(gradient), mean: minus(state.mean), move };
  }
}

/** The racers' program, which prints the losses at some steps. */
function program({ momentum }, { landscape, start }, racers, steps, shown) {
  const branches = NAMES.map((name, i) => {
    const [, ...lines] = IN_PYTHON[name];
    return `            ${i ? "elif" : "if"} name == "${name}":\n${lines.map((line) => `                ${line}`).join("\n")}`;
  });
  const rates = racers.map(({ name, settings }) => `    "${name}": ${settings[0][1].rate},\n`);
  return `import math


${landscape.python}

start, momentum, steps = [${start.join(", ")}], ${momentum}, ${steps}
rates = {
${rates.join("")}}


def race(name, learning_rate):
    """Return the loss at each step; who would leave all bounds stays."""
    w, losses = [*start], [loss(start)]
    velocity, mean, square, largest = ([0.0, 0.0] for _ in range(4))
    for step in range(1, steps + 1):
        for i, g in enumerate(gradient(w)):
${branches.join("\n")}
        if not (math.hypot(*w) < 1e8 and abs(loss(w)) < 1e16):
            break
        losses.append(loss(w))
    return losses + losses[-1:] * (steps + 1 - len(losses))


table = [race(name, rate) for name, rate in rates.items()]
print("step", *(f"{name:>17}" for name in rates))
for step in [${shown.join(", ")}]:
    print(f"{step:4d}", *(f"{losses[step]:17.6g}" for losses in table))
`;
}

/** Names as a sentence has them: one, two and three. */
const list = (names) => [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");

export default function race(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const map = new Plane(stage, left.children[0]);
  const losses = new Chart(right.children[0], { x: [0, 50], y: [1e-3, 1], log: true, xTitle: "step", yTitle: "loss" });
  const [title, bars] = titled(right.children[1]);
  right.children[1].append(element("p", { textContent: "All, at their rates, and their losses now" }));
  map.describe("Map of the landscape, with the paths of seven optimizers from one start.");
  const narrow = matchMedia("(max-width: 44em)");
  /** @type {Racer[]} */
  let racers;
  /** The racers to which the axes are fitted, and whose name is bold. */
  let fitted, named;
  /** The least loss that there is. */
  let floor = 0;
  /** @type {{of: string, ends: number[][]}} the losses at the finish of each optimizer at each of the rates */
  let tried = { of: "", ends: [] };
  /** @type {number | undefined} the next of them */
  let soon;
  /** Does a reader wait for the rates that they give? */
  let awaited = false;
  /** @type {{rules: string, start: string, rates: number[], winner: string | undefined} | undefined} what the rates were tuned for */
  let tuned;

  const own = () => state.rates === "Each its own";
  const rateOf = (i) => (own() ? state[`rate${i + 1}`] : state.rate);
  const rules = () => JSON.stringify([state.landscape, state.kappa, state.momentum, state.length]);

  /** How far above the least loss a racer is at a step. */
  function above(racer, at) {
    const gap = racer.at(at).loss - floor;
    return floor && gap < LEVEL ? 0 : gap;
  }

  /** Who is lowest at a step, and all others that go on, from the lowest to the highest; and who has left. */
  function ranking(at) {
    const on = racers.filter((racer) => racer.over(at) !== "far");
    const gaps = on.map((racer) => above(racer, at));
    const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
    const those = (gap) => on.filter((_, i) => gaps[i] === gap).map(({ name }) => name);
    const gone = racers.filter((racer) => !on.includes(racer)).map(({ name }) => name);
    return { first: those(least), last: least < most ? those(most) : [], gone };
  }

  /** Try rates for so many milliseconds, one optimizer after the other; tell whether all are tried. */
  function tryRates(time) {
    const { momentum, length } = state;
    const until = performance.now() + time;
    const { ends } = tried;
    while (ends.length < NAMES.length || ends.at(-1).length < RATES.length) {
      if (performance.now() > until) return false;
      if (!ends.length || ends.at(-1).length === RATES.length) ends.push([]);
      const how = { optimizer: NAMES[ends.length - 1], rate: RATES[ends.at(-1).length], momentum };
      ends.at(-1).push(lossAfter(map.landscape, map.start, how, length));
    }
    return true;
  }

  /** Try them bit by bit, between frames; then show who wins where, and tune where a reader waits for it. */
  function goOn() {
    clearTimeout(soon);
    if (stage.over) return;
    if (!tryRates(SLICE)) {
      soon = setTimeout(goOn);
      return;
    }
    stage.zones("rate", winners());
    if (awaited) tune();
  }

  /** Give each the best of its rates. */
  function tune() {
    awaited = false;
    const rates = tried.ends.map((losses) => RATES[losses.indexOf(Math.min(...losses))]);
    stage.change({ rates: "Each its own", ...Object.fromEntries(rates.map((rate, i) => [`rate${i + 1}`, rate])) });
    tuned = { rules: rules(), start: String(map.start), rates, winner: winner() };
  }

  /** Up to which rate for all who wins. @returns {[number, string, string][]} */
  function winners() {
    /** @type {[number, string, string][]} */
    const zones = [];
    RATES.forEach((_, k) => {
      const losses = tried.ends.map((each) => each[k] - floor);
      const least = Math.min(...losses);
      const first = NAMES.filter((_, i) => losses[i] === least || (floor && losses[i] < LEVEL));
      const [who, kind] = first.length > 1 ? ["", ""] : [first[0], `racer-${NAMES.indexOf(first[0]) + 1}`];
      if (zones.at(-1)?.[2] === kind) zones.pop();
      zones.push([k + 1 < RATES.length ? Math.sqrt(RATES[k] * RATES[k + 1]) : RATES[k], who, kind]);
    });
    const wide = (i) => zones[i][0] > 6 * (zones[i - 1]?.[0] ?? RATES[0]);
    return zones.map(([to, who, kind], i) => [to, wide(i) ? who : "", kind]);
  }

  stage.signal.addEventListener("abort", () => clearTimeout(soon));

  /** Who alone is lowest at the finish. */
  function winner() {
    const { first } = ranking(state.length);
    return first.length === 1 ? first[0] : undefined;
  }

  const lossOf = (name, at) => short(racers[NAMES.indexOf(name)].at(at).loss, 3);

  function status() {
    const at = stage.step;
    const { first, last, gone } = ranking(at);
    if (!norm(racers[0].entries[0].gradient)) return "The gradient is zero at the start, so all stay there.";
    if (!at && !gone.length) {
      const rates = own() ? "each with a rate of its own" : `all with the rate ${brief(state.rate)}`;
      return `Seven optimizers at the start, ${rates}. The loss is ${lossOf(NAMES[0], 0)}, the finish at step ${state.length}.`;
    }
    const steps = count(at, "step");
    if (!first.length) return `All seven have diverged: after ${steps} the race is over.`;
    const end = at === state.length;
    const lead = end ? ["wins", "share the first place"] : ["leads", "lead together"];
    const where = end ? `Finish after ${steps}` : `${steps} of ${state.length}`;
    const who = `${list(first)} ${lead[Number(first.length > 1)]}, at a loss of ${lossOf(first[0], at)}`;
    const behind = last.length
      ? `; ${list(last)} ${last.length > 1 ? "are" : "is"} last, at ${lossOf(last[0], at)}`
      : "";
    const left = gone.length ? ` ${list(gone)} ${gone.length > 1 ? "have" : "has"} diverged.` : "";
    return `${where}: ${who}${behind}.${left}`;
  }

  function drawMap(force) {
    map.land(force);
    const few = narrow.matches; // room for names: then numbers stand in the balls, and their names below the map
    const names = [{ key: "minimum name", at: map.landscape.minima[0], text: "minimum", name: "" }];
    const balls = racers.map((racer) => racer.now(stage.at));
    const places = balls.map(([x, y]) => [map.X(x), map.Y(y)]);
    racers.forEach((racer, i) => {
      const [key, name] = [`racer ${i}`, `sim-racer sim-racer-${i + 1}`];
      const inside = racer.name === state.inside;
      const ball = balls[i];
      const [x, y] = places[i];
      const covered = places.slice(i + 1).some((other) => Math.hypot(other[0] - x, other[1] - y) < 12);
      const seen = map.shows(ball);
      const left = map.run(key, stage, racer, { name, dots: inside });
      if (seen) map.dot(`${key} ball`, ball, `sim-ball ${name}`, inside || few ? 8 : 6);
      else map.drop(`${key} ball`);
      const number = { class: "sim-number", x, y: y + 4, "text-anchor": "middle" };
      if (seen && few && !covered) map.put(`${key} ball number`, "text", number, String(i + 1));
      else map.drop(`${key} ball number`);
      const at = seen ? ball : (left ?? ball);
      const text = !few || inside ? racer.name : seen ? "" : String(i + 1);
      names.push({ key: `${key} ball name`, at, text, name: inside ? `${name} sim-head` : name });
    });
    const arrows = drawArrows();
    map.clear([...names, ...arrows]);
  }

  /** The arrows of the one that is looked into, from its ball; the words beside them. */
  function drawArrows() {
    const which = NAMES.indexOf(state.inside);
    const racer = racers[which];
    const [before, after] = [racer.arrows(stage.step), racer.arrows(stage.step + 1)];
    const share = stage.at - stage.step;
    const mix = (name) => before[name].map((value, i) => (1 - share) * value + share * after[name][i]);
    const [gradient, mean, move] = ["gradient", "mean", "move"].map(mix);
    const ball = racer.now(stage.at);
    const width = map.box[0][1] - map.box[0][0];
    const unit = (0.2 * width) / (Math.max(norm(gradient), norm(mean)) || 1);
    const kept = state.inside.startsWith("A") ? "mean of gradients" : "velocity";
    const arrows = [
      { key: "gradient", by: gradient.map((each) => unit * each), text: "−gradient", name: "sim-gradient" },
      {
        key: "mean",
        by: mean.map((each) => unit * each),
        text: kept,
        name: `sim-gradient sim-racer sim-racer-${which + 1}`,
      },
      { key: "move", by: move, text: "next step", name: "sim-theory sim-line" },
    ];
    return arrows.map(({ key, by, text, name }) => {
      const tip = ball.map((value, i) => value + by[i]);
      const long = norm(by) > 0.03 * width;
      if (norm(by) > 0.002 * width) map.arrow(`arrow ${key}`, ball, tip, name);
      else map.drop(`arrow ${key}`);
      return { key: `${key} name`, at: tip, text: long ? text : "", name: "" };
    });
  }

  /** Fit the axes to the whole race. */
  function fitAxes() {
    fitted = racers;
    losses.yTitle = floor ? "loss above the least" : "loss";
    const gaps = racers.flatMap((racer) => racer.entries.map(({ step }) => above(racer, step)));
    const least = Math.max(LOW, Math.min(1, ...gaps.filter((gap) => gap > 0)));
    const last = racers.map((racer) => (racer.end === "far" ? 0 : above(racer, racer.last)));
    const most = Math.max(10 * LOW, gaps[0], ...last);
    losses.x = [0, state.length];
    losses.y = [10 ** Math.floor(Math.log10(least) - 0.01), 10 ** Math.ceil(Math.log10(most) + 0.5)];
  }

  function drawLosses(force) {
    const laid = fitted !== racers || force || named !== state.inside;
    named = state.inside;
    if (fitted !== racers) fitAxes();
    losses.layout(force);
    const curves = racers.map((racer, i) => {
      const name = `sim-racer sim-racer-${i + 1}`;
      const point = ({ step }) => [step, Math.max(losses.y[0], above(racer, step))];
      return {
        key: `curve ${i}`,
        points: losses.curve(`curve ${i}`, stage, racer, point, name),
        text: racer.name,
        name: racer.name === state.inside ? `${name} sim-head` : name,
      };
    });
    if (laid) losses.tags(curves);
    const { first } = ranking(stage.step);
    const lowest = first.length ? `, lowest now ${list(first)}` : "";
    losses.describe(`${losses.yTitle.replace(/^l/, "L")} of each optimizer over the steps${lowest}.`);
  }

  /** What the one that is looked into keeps of the squares, and what it makes of its rate. */
  function drawInside() {
    const which = NAMES.indexOf(state.inside);
    const racer = racers[which];
    const squares = racer.squares(stage.step);
    const most = squares ? Math.max(...racer.entries.flatMap(({ step }) => racer.squares(step))) : 0;
    right.children[1].className = `sim-box sim-racer-${which + 1}`;
    title.textContent = squares
      ? `${racer.name}: ${SQUARES[racer.name]} → rate`
      : `${racer.name} keeps no squares → one rate for both weights`;
    const its = racer.at(stage.step).state;
    const rows = its.w.map((_, i) => {
      const rate = its.steps || !squares ? short(rateOf(which) / divisor(its, i, racer.name), 3) : "none yet";
      const text = squares ? `${short(squares[i], 3)} → ${rate}` : rate;
      return ["w₁", "w₂"].map((name) => [name, squares && most ? squares[i] / most : 0, text])[i];
    });
    showBars(bars, rows, "sim-bar sim-inside");
    stage.tellNumbers(racers.map(({ name }, i) => [`${name} at ${brief(rateOf(i))}`, lossOf(name, stage.step)]));
  }

  return {
    begin() {
      map.begin();
      const { landscape, start } = map;
      floor = landscape.loss(landscape.minima[0]);
      const settings = (optimizer, i) => ({ optimizer, rate: rateOf(i), momentum: state.momentum });
      racers = NAMES.map((name, i) => new Racer(landscape, start, settings(name, i), state.length));
      const of = rules() + start;
      if (tried.of === of) return;
      tried = { of, ends: [] };
      awaited = false;
      clearTimeout(soon);
      soon = setTimeout(goOn, QUIET);
      stage.zones("rate", []);
    },
    extend: (step) => Math.max(...racers.map((racer) => racer.extend(step))),
    controls() {
      const off = NAMES.map((_, i) => `rate${i + 1}`);
      const valley = state.landscape.endsWith("valley");
      stage.idle(...(own() ? ["rate"] : off), ...(valley ? [] : ["kappa"]));
    },
    press(id) {
      if (id === "one") return stage.change({ rates: "One for all" });
      awaited = true;
      goOn();
    },
    draw(force) {
      drawMap(force);
      drawLosses(force);
      drawInside();
    },
    met(goal) {
      if (stage.step < state.length) return false;
      const wins = winner();
      if (goal === "one") {
        const valley = state.landscape === "Elongated valley" && state.kappa === 25;
        return valley && !own() && wins === NAMES[0];
      }
      if (!tuned || !own() || tuned.rules !== rules() || tuned.rates.some((rate, i) => rate !== rateOf(i)))
        return false;
      const same = tuned.start === String(map.start);
      if (goal === "tuned") return same && wins === NAMES[0];
      if (goal === "straight") return same && state.landscape === "Straight valley" && wins === "AdaGrad";
      return !same && wins && tuned.winner && wins !== tuned.winner;
    },
    status,
    table() {
      const shown = longest().shown(stage.step);
      const rows = shown.map((step) => [String(step), ...racers.map((racer) => plain(racer.at(step).loss))]);
      return { heads: ["step", ...NAMES], rows };
    },
    python() {
      return program(state, map, racers, Math.min(stage.step, longest().last), longest().shown(stage.step));
    },
  };

  /** The racer whose path is the longest: its steps are the race's. */
  function longest() {
    return racers.reduce((best, racer) => (racer.last > best.last ? racer : best));
  }
}
