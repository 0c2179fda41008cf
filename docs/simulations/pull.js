/** Seven rents, one of which can be dragged: where three losses put the answer, and how hard each rent pulls. */
import { Chart, level, upright } from "./chart.js";
import { answer, shares } from "./kernel/losses.js";
import { fixed, inside } from "./kernel/words.js";

const RENTS = [620, 680, 710, 750, 790, 840, 910];
const LAST = RENTS.at(-1);
const [LOW, HIGH] = [500, 1700];
const ROWS = { squared: "squared loss", absolute: "absolute loss", Huber: "Huber’s loss" };
const NAMES = Object.keys(ROWS);
const [FIRST, NEXT] = [2.2, 1.05]; // where the first row stands, and how far below it the next one
const TALL = 0.62; // of the line of an answer

/** What is seen when the last rent is another. */
export function balance(rent) {
  const rents = [...RENTS.slice(0, -1), rent];
  return NAMES.map((name) => {
    const at = answer(name, rents);
    return { name, at, rents, shares: shares(name, rents, at) };
  });
}

const BEFORE = balance(LAST);
const percent = (share) => `${fixed(100 * share, 0)}%`;

export default function pull(stage) {
  const { state } = stage;
  const chart = new Chart(stage.pictures.children[0].children[0], {
    x: [LOW, HIGH],
    y: [0, 3.3],
    rows: true,
    xTitle: "rent, euros a month",
    yTitle: "bars: each rent’s share of the pull",
  });
  const put = ([x]) => stage.change({ rent: 5 * Math.round(inside(x, [LOW, HIGH]) / 5) });
  const nudge = (right, up, far) => {
    put([state.rent + (right + up) * (far ? 50 : 5)]);
  };
  chart.points(put);
  for (const name of NAMES) chart.handle(name, "The rent", put, nudge);
  for (const name of NAMES.slice(1)) {
    const same = chart.handles.get(name); // one is enough for keys and voices
    same.tabIndex = -1;
    same.setAttribute("aria-hidden", "true");
  }

  function draw(force) {
    chart.layout(force);
    const wide = Math.min(8, chart.inner.width / 55); // pixels of a bar
    balance(state.rent).forEach((row, i) => {
      const { name, at, rents } = row;
      const floor = FIRST - i * NEXT;
      const line = (key, points, kind) => chart.line(`${name} ${key}`, points, kind);
      line("floor", level(floor, LOW, HIGH), "sim-gradient sim-faint");
      rents.forEach((rent, j) => {
        const last = j === rents.length - 1;
        const [x, top] = [chart.X(rent), floor + 1.25 * row.shares[j]];
        const size = { x: x - wide / 2, y: chart.Y(top), width: wide, height: chart.Y(floor) - chart.Y(top) };
        chart.put(`${name} bar ${j}`, "rect", { class: `sim-pile ${last ? "sim-second" : ""}`, ...size });
        chart.dot(`${name} dot ${j}`, [rent, floor], last ? "sim-ball" : "sim-data", last ? 7 : 3);
        if (last) chart.text(`${name} share`, [rent, top], percent(row.shares[j]), { dy: -4 });
      });
      const before = BEFORE[i].at;
      line("before", upright(before, floor, floor + TALL), "sim-theory");
      line("answer", upright(at, floor - 0.06, floor + TALL), "sim-gradient");
      chart.name(`${name} at`, [at, floor + TALL], `${ROWS[name]}: answer ${fixed(at, 0)}`);
      const old = Math.abs(at - before) > 5 ? "before" : "";
      const place = { "text-anchor": "end", dx: -4, dy: 8 };
      chart.text(`${name} old`, [before, floor + TALL], old, place);
      chart.hold(name, [state.rent, floor], `${state.rent} euros`);
    });
    chart.describe("Three rows of the same seven rents; in each a line marks the answer of one loss.");
  }

  function status() {
    const rows = balance(state.rent);
    const parts = rows.map((row) => percent(row.shares.at(-1)));
    const by = state.rent - LAST;
    /** @param {string[]} each */
    const under = ([squared, absolute, huber]) =>
      `${squared} under the squared loss, ${absolute} under the absolute, ${huber} under Huber’s`;
    if (!by) return `As it is, this rent’s share of the pull is ${under(parts)}.`;
    const way = `${by > 0 ? "Raised" : "Lowered"} by ${Math.abs(by)}`;
    const moved = rows.map(({ at }, i) => fixed(Math.abs(at - BEFORE[i].at), 0));
    return `${way}, this rent moves the answer by ${under(moved)}. It does ${parts.join(", ")} of the pulling.`;
  }

  return { changed() {}, draw, status };
}
