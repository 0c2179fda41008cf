/** Two piles of borrowers by the probability that the plain lender gives them, and the line from which on it flags. */
import { Chart, level, upright } from "./chart.js";
import { counts, DEFAULT, PAY, scores, sum } from "./kernel/lenders.js";
import { count, fixed, inside } from "./kernel/words.js";
import { element, showBars } from "./stage.js";

const [HIGH, TOP, POLE] = [0.85, 2.3, 2.18]; // the ends of the picture, and the height of the line
const LETTER = 6.5; // pixels
const TALL = 0.72; // of the highest bar, in rows

export default function threshold(stage) {
  const { state } = stage;
  const [left, right] = stage.pictures.children;
  const piles = new Chart(left.children[0], {
    x: [0, HIGH],
    y: [0, TOP],
    rows: true,
    xTitle: "probability of a default, by the model",
  });
  const [table, bars] = [element("table", { className: "sim-table" }), element("div", {})];
  const title = '<tr><td></td><th scope="col">flagged</th><th scope="col">not flagged</th></tr>';
  const line = (name) => `<tr><th scope="row">${name}</th><td></td><td></td></tr>`;
  table.innerHTML = title + line("default") + line("pay");
  right.children[0].append(table, bars);
  const cells = [...table.querySelectorAll("td")].slice(1);

  const put = ([at]) => stage.change({ threshold: Math.round(100 * inside(at, [0, HIGH])) / 100 });
  piles.points(put);
  piles.handle("line", "Threshold", put, (right, up, far) => {
    put([state.threshold + (right + up) * (far ? 0.05 : 0.01)]);
  });

  /** Draw bars from one hundredth up to another. */
  function pile(key, list, floor, from, to, name) {
    const unit = TALL / Math.max(...list);
    const bar = (each, i) => {
      if (!each || i < from || i >= to) return "";
      const ends = [piles.X(i / 100), piles.X((i + 1) / 100) - 0.5, piles.Y(floor), piles.Y(floor + each * unit)];
      const [x, end, y, top] = ends.map((value) => value.toFixed(1));
      return `M${x},${y}V${top}H${end}V${y}z`;
    };
    piles.put(key, "path", { class: `sim-pile ${name}`, d: list.map(bar).join("") });
  }

  /** Words on one side of the line, if there is room. */
  function beside(key, height, words, side) {
    const x = piles.X(state.threshold) + 8 * side;
    const wide = LETTER * words.length;
    const fits = side < 0 ? x > wide : x + wide < piles.width;
    const place = { "text-anchor": side < 0 ? "end" : "start", dx: 8 * side };
    piles.text(key, [state.threshold, height], fits ? words : "", place);
  }

  /** Draw a pile, and beside the line how many of it are not flagged and how many are. */
  function row(name, list, floor, colour, no, yes) {
    const from = Math.round(100 * state.threshold);
    pile(`${name} no`, list, floor, 0, from, `${colour} sim-old`);
    pile(`${name} yes`, list, floor, from, list.length, colour);
    piles.line(`${name} floor`, level(floor, 0, HIGH), "sim-gradient sim-faint");
    beside(`${name} no name`, floor + 0.84, no, -1);
    beside(`${name} yes name`, floor + 0.84, yes, 1);
    const place = { "text-anchor": "end", dy: 18 };
    piles.text(`${name} name`, [HIGH, floor + 0.84], `${sum(list).toLocaleString("en")} ${name}`, place);
  }

  function draw(force) {
    piles.layout(force);
    const at = state.threshold;
    const { found, missed, alarms, passed } = counts(at);
    row("default", DEFAULT, 1.04, "sim-second", `${missed} missed`, `${found} found`);
    row("pay", PAY, 0, "", `${passed.toLocaleString("en")} left alone`, count(alarms, "false alarm"));
    piles.line("line", upright(at, 0, POLE), "sim-gradient");
    piles.dot("knob", [at, POLE], "sim-ball", 7);
    const side = at > 0.4 ? "end" : "start";
    const words = { "text-anchor": side, dx: side === "end" ? -11 : 11, dy: 4 };
    piles.text("line name", [at, POLE], `flagged from ${fixed(at)} on`, words);
    piles.hold("line", [at, POLE], `flagged from ${fixed(at)} on`);
    piles.describe("Two piles of borrowers, by probability: those who default and those who pay. A line cuts both.");
    [found, missed, alarms, passed].forEach((each, i) => {
      cells[i].textContent = each.toLocaleString("en");
    });
    const shown = Object.entries(scores({ found, missed, alarms, passed }));
    const say = (name, share) => (Number.isNaN(share) ? "none" : fixed(share, name === "accuracy" ? 4 : 3));
    const rows = shown.map(([name, share]) => [name, share || 0, say(name, share)]);
    showBars(bars, rows, "sim-bar sim-brief");
  }

  function status() {
    const at = counts(state.threshold);
    const { precision, recall } = scores(at);
    const flagged = at.found + at.alarms;
    const [many, all] = [flagged, at.found + at.missed].map((each) => each.toLocaleString("en"));
    if (!flagged) return `Nobody is flagged: all ${all} who default are missed, and precision is 0 divided by 0.`;
    const right = `${at.found} of ${many} flagged default, precision ${fixed(precision, 3)}`;
    return `${right}. ${at.found} of ${all} who default are flagged, recall ${fixed(recall, 3)}.`;
  }

  return { changed() {}, draw, status };
}
