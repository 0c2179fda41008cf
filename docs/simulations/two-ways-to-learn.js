/**
 * The same points twice: a classifier that sees their labels, and k-means that does not. A label is told by a shape, what
 * a machine says by a colour or a shade.
 */
import { button } from "../javascripts/element.js";
import { Chart } from "./chart.js";
import {
  adjustedRand,
  assign,
  byDistance,
  cells,
  inertia,
  logisticRegression,
  move,
  nearestCentroid,
  nearestNeighbours,
  silhouette,
} from "./kernel/clusters.js";
import { Path } from "./kernel/path.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { count, fixed, plain, short, inside as within } from "./kernel/words.js";
import { element } from "./stage.js";
import { ANSWERS, QUESTIONS } from "./two-ways-to-learn-quiz.js";

const FRESH = 400; // points that the classifier has not seen
const NEIGHBOURS = 5;
const ROUNDS = 100;
const STARTS = 1000; // so far are the seeds of centres from those of points
const MOST = 8; // groups
const MOVED = 4; // points that a reader may have moved, for which a link has room
const PUT = "Where you put them";
const CELL = 6; // pixels that are asked for together
const ROUGH = 10; // pixels in one of a rough picture
const REACH = 14; // pixels within which a mouse takes a point
const CALM = 150; // milliseconds after which what a hand moves is painted in full
const ROOM = 0.005; // what a name needs, as a square of a distance
const BUSY = 5; // milliseconds that a frame may paint

/** Marks of labels, by the pixels of their middle, and what they are called; one whose label is hidden is a dot. */
const SHAPES = [
  (x, y) => `M${x - 4},${y - 4}h8v8h-8z`,
  (x, y) => `M${x},${y - 5.5}l5,9h-10z`,
  (x, y) => `M${x},${y - 6}l4,6l-4,6l-4,-6z`,
];
const CALLED = ["squares", "triangles", "diamonds"];
const DOT = (x, y) => `M${x - 4},${y}a4,4 0 1,0 8,0a4,4 0 1,0 -8,0`;
const COLOURS = [1, 2, 3, 4, 5, 7]; // of groups; then they come again, with an edge
const CENTRES = [
  [-0.5, -0.4],
  [0.5, -0.3],
  [0, 0.55],
];

/** One point of a data set with its label; `i` counts the points. */
const DRAW = {
  Clouds: (random, i) => {
    const label = i % 3;
    const [x, y] = CENTRES[label];
    return [[x + 0.17 * random.normal(), y + 0.17 * random.normal()], label];
  },
  Rings: (random, i) => {
    const label = i % 2;
    let [x, y] = [2, 2];
    while (x * x + y * y > 1 || x * x + y * y < 0.01) [x, y] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
    const radius = (label ? 0.8 : 0.25) + 0.06 * random.normal();
    const length = Math.sqrt(x * x + y * y);
    return [[(x / length) * radius, (y / length) * radius], label];
  },
  Stripes: (random, i) => {
    const label = i % 3;
    return [[1.8 * random.uniform() - 0.9, 0.6 * (label - 1) + 0.08 * random.normal()], label];
  },
  Noise: (random, i) => [[1.8 * random.uniform() - 0.9, 1.8 * random.uniform() - 0.9], i % 2],
};

const IN_PYTHON = {
  Clouds: `    x, y = [(-0.5, -0.4), (0.5, -0.3), (0, 0.55)][i % 3]
    return x + 0.17 * normal(), y + 0.17 * normal()`,
  Rings: `    x, y = 2, 2
    while x * x + y * y > 1 or x * x + y * y < 0.01:
        x, y = 2 * uniform() - 1, 2 * uniform() - 1
    radius = (0.8 if i % 2 else 0.25) + 0.06 * normal()
    length = (x * x + y * y) ** 0.5
    return x / length * radius, y / length * radius`,
  Stripes: `    return 1.8 * uniform() - 0.9, 0.6 * (i % 3 - 1) + 0.08 * normal()`,
  Noise: `    return 1.8 * uniform() - 0.9, 1.8 * uniform() - 0.9`,
};

/** What a state has of moved points: which, and where each was put. @returns {[number, number[]][]} */
const movesOf = (state) =>
  Array.from(
    { length: MOVED },
    (_, k) => /** @type {[number, number[]]} */ ([state[`p${k + 1}`] - 1, [state[`u${k + 1}`], state[`v${k + 1}`]]]),
  ).filter(([i]) => i >= 0 && i < state.points);

/** The points and labels of a state, those that a reader moved where they were put, and fresh ones from the source. */
export function sample(state) {
  const random = generator(state.seed);
  const draw = (size) => {
    const pairs = Array.from({ length: size }, (_, i) => DRAW[state.data](random, i));
    return { points: pairs.map(([point]) => point), labels: pairs.map(([, label]) => label) };
  };
  const seen = draw(state.points);
  for (const [i, place] of movesOf(state)) seen.points[i] = place;
  return { ...seen, fresh: draw(FRESH) };
}

/** Where a hand put the centres. */
const placed = ({ clusters, ...state }) =>
  Array.from({ length: clusters }, (_, k) => [state[`x${k + 1}`], state[`y${k + 1}`]]);

/** Where the centres begin: where a reader put them, or on points that a seed of their own draws. */
export function startsOf(state, points) {
  if (state.from === PUT) return placed(state);
  const random = generator(state.starts + STARTS);
  const chosen = [];
  while (chosen.length < state.clusters) {
    const i = random.below(points.length);
    if (!chosen.includes(i)) chosen.push(i);
  }
  return chosen.map((i) => points[i]);
}

const NOTATION =
  "With labels: given pairs (xᵢ, yᵢ), find f with the least Σ loss(f(xᵢ), yᵢ). " +
  "Without: given xᵢ alone, find centres c₁ … cₖ with the least Σ minⱼ ‖xᵢ − cⱼ‖².";

/** Classifiers by name, fitted to points. */
const CLASSIFIERS = {
  "Nearest centroid": nearestCentroid,
  "Logistic regression": logisticRegression,
  "K nearest neighbours": (points, labels) => nearestNeighbours(points, labels, NEIGHBOURS),
  "Nearest neighbour": (points, labels) => nearestNeighbours(points, labels, 1),
};

/** K-means in halves of rounds: odd steps assign points to centres, even ones move the centres. */
class KMeans extends Path {
  constructor(points, centres) {
    super({}, /** @type {any} */ ({ step: 0, centres, groups: undefined, settled: false }));
    this.points = points;
  }

  next({ step, centres, groups, settled }) {
    if (settled) return "settled";
    if (step >= 2 * ROUNDS) return "long";
    if (step % 2) return { step: step + 1, centres: move(this.points, groups, centres), groups, settled };
    const found = assign(this.points, centres);
    return { step: step + 1, centres, groups: found, settled: found.every((group, i) => group === groups?.[i]) };
  }

  /** Its inertia, silhouette and likeness to the labels at a step, computed when they are first wanted. */
  judged(step, labels) {
    const entry = this.at(step);
    entry.judged ??= {
      inertia: inertia(this.points, entry.groups, entry.centres),
      silhouette: silhouette(this.points, entry.groups),
      rand: adjustedRand(entry.groups, labels),
    };
    return entry.judged;
  }
}

/** A Python program that prints the rows of the table. */
function program(state, steps) {
  const moves = movesOf(state).map(([i, place]) => `points[${i}] = (${place.join(", ")})\n`);
  const drawn = `state = ${state.starts + STARTS}
chosen = []
while len(chosen) < ${state.clusters}:
    i = int(uniform() * len(points))
    if i not in chosen:
        chosen.append(i)
centres = [points[i] for i in chosen]`;
  const put = `centres = [${placed(state).map((place) => `(${place.join(", ")})`)}]`;
  return `${generatorInPython(state.seed)}

def point(i):
${IN_PYTHON[state.data]}


def squared(p, q):
    return (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1])


points = [point(i) for i in range(${state.points})]
${moves.join("")}${state.from === PUT ? put : drawn}
print(f"{'step':>5} {'half':<7}{'inertia':>12}")
for step in range(1, ${steps + 1}):
    if step % 2:
        half = "assign"
        groups = [min(range(len(centres)), key=lambda k: squared(p, centres[k])) for p in points]
    else:
        half = "move"
        for k in range(len(centres)):
            own = [p for p, group in zip(points, groups) if group == k]
            if own:
                centres[k] = (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own))
    inertia = sum(squared(p, centres[group]) for p, group in zip(points, groups))
    print(f"{step:5d} {half:<7}{inertia:12.6g}")
`;
}

/** A chart without numbers on its axes, for they mean nothing here: its title above, what its marks mean below. */
class Plane extends Chart {
  /** What its points were drawn for. */
  shown = "";

  constructor(place, title) {
    super(place, { x: [-1.1, 1.1], y: [-1.1, 1.1], yTitle: title });
    this.back = this.put("back", "g", {}); // what is below the points, whenever it comes
    this.middle = this.put("middle", "g", {}); // the points
  }

  axes() {
    const [[left, right], [low, high]] = [this.x, this.y];
    const add = (key, tag, attributes, text) => this.put(key, tag, attributes, text, "front");
    const [x, y] = [this.X(left), this.Y(high)];
    add("box", "rect", { class: "sim-edge", x, y, width: this.X(right) - x, height: this.Y(low) - y });
    add("title", "text", { class: "sim-head", x, y: y - 8 }, this.yTitle);
    add("legend", "text", { x, y: this.Y(low) + 17 }, this.xTitle);
  }

  /** Polygons around what is nearest or largest, each in its style. */
  regions(polygons, styleOf) {
    polygons.forEach((corners, k) => {
      const points = corners.map(([x, y]) => `${this.X(x).toFixed(1)},${this.Y(y).toFixed(1)}`).join(" ");
      this.put(`region ${k}`, "polygon", { class: "sim-region", style: styleOf(k), points }, undefined, "back");
    });
    for (let k = polygons.length; this.pieces.has(`region ${k}`); k++) this.drop(`region ${k}`);
  }

  /** Points as one piece for each shape and style. `kindOf(i)` gives shape and style of a point. */
  marks(points, kindOf) {
    const pieces = new Map();
    points.forEach(([x, y], i) => {
      const [shape, style, name = ""] = kindOf(i);
      const key = `points ${SHAPES.indexOf(shape)} ${style}`;
      if (!pieces.has(key)) pieces.set(key, { d: [], style, name });
      pieces.get(key).d.push(shape(Math.round(10 * this.X(x)) / 10, Math.round(10 * this.Y(y)) / 10));
    });
    for (const key of [...this.pieces.keys()]) if (key.startsWith("points ") && !pieces.has(key)) this.drop(key);
    for (const [key, { d, style, name }] of pieces) {
      this.put(key, "path", { class: `sim-point ${name}`, style, d: d.join("") }, undefined, "middle");
    }
  }
}

/** How a group looks: the colour of its points, and an edge where colours come a second time. */
const colourOf = (group) =>
  `--mark:var(--plot-${COLOURS[group % COLOURS.length]})${group >= COLOURS.length ? ";--edge:var(--plot-text)" : ""}`;

export default function twoWays(stage) {
  const { state } = stage;
  const [right, left] = [...stage.pictures.children]
    .slice(0, 2)
    .map((column, i) => new Plane(column.children[0], i ? "With labels" : "Without labels"));
  const notation = element("p", { className: "sim-notation", hidden: true, textContent: NOTATION });
  stage.inputs.formal.closest(".sim-control").after(notation);
  const quiz = quizOf(stage);
  stage.below.append(quiz.element);
  const taught = painter(left, stage.signal);
  let data, labelled, learned, classifier, accuracy, wrong, drawn;
  /** @type {KMeans} */
  let means;
  /** @type {number | undefined} the point that a hand has taken */
  let chosen;

  function begin() {
    const key = [state.data, state.points, state.seed, ...movesOf(state)].join();
    if (labelled !== key) data = sample(state);
    labelled = key;
    if (chosen >= state.points) chosen = undefined;
    means = new KMeans(data.points, startsOf(state, data.points));
  }

  /** Let the classifier learn, where it does not know the points yet. */
  function learn() {
    const key = [labelled, state.classifier].join();
    if (learned === key) return false;
    learned = key;
    classifier = CLASSIFIERS[state.classifier](data.points, data.labels);
    const slips = (set) => set.points.flatMap((point, i) => (classifier.classify(point) === set.labels[i] ? [] : [i]));
    wrong = new Set(slips(data));
    accuracy = { training: 1 - wrong.size / state.points, fresh: 1 - slips(data.fresh).length / FRESH };
    return true;
  }

  // What a hand moves

  /** A place in the picture, as a link can say it. */
  const inside = (place) => place.map((each) => Number(within(each, [-1.1, 1.1]).toFixed(3)));

  /** The centres as they are seen, between two steps while they move. */
  function centresNow() {
    const [here, next] = [means.at(stage.step), means.at(stage.step + 1)];
    const share = stage.at - stage.step;
    return here.centres.map(([x, y], k) => [
      x + share * (next.centres[k][0] - x),
      y + share * (next.centres[k][1] - y),
    ]);
  }

  /** Put a centre somewhere: k-means begins anew from the centres as they are now. */
  function putCentre(k, place) {
    const values = { from: PUT };
    centresNow().forEach((centre, i) => {
      [values[`x${i + 1}`], values[`y${i + 1}`]] = inside(i === k ? place : centre);
    });
    stage.change(values);
  }

  /** Put the chosen point somewhere. Of more than there is room for, the one that was moved first goes back. */
  function putPoint(place) {
    const slots = movesOf(state).filter(([i]) => i !== chosen);
    if (slots.length === MOVED) slots.shift();
    slots.push([chosen, inside(place)]);
    const values = {};
    for (let k = 0; k < MOVED; k++) {
      const [i, [u, v]] = slots[k] ?? [-1, [0, 0]];
      Object.assign(values, { [`p${k + 1}`]: i + 1, [`u${k + 1}`]: u, [`v${k + 1}`]: v });
    }
    const at = stage.ended && stage.step ? 2 * ROUNDS : stage.at; // who looks at the end goes on to look at the end
    stage.change(values);
    stage.go(at);
  }

  /** Choose the point near a place of the screen, if there is one. */
  function choose(chart, event, reach) {
    const [x, y] = chart.at(event);
    const far = ([u, v]) => Math.hypot(chart.X(u) - chart.X(x), chart.Y(v) - chart.Y(y));
    const best = data.points.reduce((least, point, i) => (far(point) < far(data.points[least]) ? i : least), 0);
    if (best === chosen || far(data.points[best]) > reach) return;
    chosen = best;
    stage.later();
  }

  /** Let the arrow keys move a thing that stands somewhere. */
  const arrows = (where, put) => (rightward, up, far) => {
    const [x, y] = where();
    const part = far ? 0.2 : 0.04;
    put([x + part * rightward, y + part * up]);
  };

  for (const chart of [left, right]) {
    const at = () => data.points[chosen ?? 0];
    const put = (place) => {
      chosen ??= 0;
      putPoint(place);
    };
    const label = "Point. Arrow keys move it, with shift farther; Page Up and Page Down choose another.";
    chart.handle("point", label, put, arrows(at, put));
    const handle = chart.handles.get("point");
    handle.addEventListener("keydown", (event) => {
      const turn = { PageUp: 1, PageDown: -1 }[event.key];
      if (!turn) return;
      event.preventDefault();
      chosen = ((chosen ?? 0) + turn + state.points) % state.points;
      stage.later();
    });
    chart.element.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
      const free = event.target === handle || chart.svg.contains(event.target);
      if (free && event.pointerType === "mouse" && !event.buttons) choose(chart, event, REACH);
    });
    chart.svg.addEventListener("click", (event) => choose(chart, event, 2 * REACH));
  }
  for (let k = 0; k < MOST; k++) {
    const put = (place) => putCentre(k, place);
    const where = () => centresNow()[k];
    right.handle(`centre ${k}`, `Centre ${k + 1}`, put, arrows(where, put));
  }

  // What is seen

  /** Show a chart's frame, and the point that a hand has taken. */
  function drawPoint(chart) {
    const point = data.points[chosen ?? 0];
    if (chosen === undefined) chart.drop("chosen");
    else chart.dot("chosen", point, "sim-start", 9);
    const it = `point ${(chosen ?? 0) + 1} of ${state.points}`;
    chart.hold("point", point, `${it}, ${fixed(point[0], 2)}, ${fixed(point[1], 2)}`);
  }

  function drawLeft(force) {
    left.xTitle = "shape: label · shade: answer · open: wrong";
    const news = learn();
    if ((left.layout(force) || news) && left.width) {
      left.marks(data.points, (i) =>
        wrong.has(i)
          ? [SHAPES[data.labels[i]], "--edge:var(--plot-2)", "sim-open"]
          : [SHAPES[data.labels[i]], "--mark:var(--plot-text)"],
      );
      taught(classifier);
      nameRegions();
    }
    drawPoint(left);
    left.describe(
      `Points with labels, and what ${state.classifier.toLowerCase()} answers in each place: ` +
        `${wrong.size || "none"} of ${count(state.points, "point")} wrong.`,
    );
  }

  /** Write into the parts of the picture what is answered there, where there is room. */
  function nameRegions() {
    const best = CALLED.map(() => /** @type {[number, number[]]} */ ([0, [0, 0]]));
    for (let x = -0.75; x <= 0.76; x += 0.15) {
      for (let y = -1; y <= 1.01; y += 0.125) {
        let room = 1;
        for (const [u, v] of data.points) room = Math.min(room, ((x - u) * (x - u)) / 8 + (y - v) * (y - v));
        if (room < ROOM) continue;
        const label = classifier.classify([x, y]);
        if (room <= best[label][0]) continue;
        if ([-0.2, 0.2].every((way) => classifier.classify([x + way, y]) === label)) best[label] = [room, [x, y]];
      }
    }
    best.forEach(([room, place], label) => {
      const key = `answer ${label}`;
      if (room) left.text(key, place, CALLED[label], { dy: 4 });
      else left.drop(key);
    });
  }

  function drawRight(force) {
    const { step } = stage;
    const [here, next] = [means.at(step), means.at(step + 1)];
    right.yTitle = state.reveal ? "Without labels, then revealed" : "Without labels";
    const grey = here.groups ? "" : "grey: none yet · ";
    right.xTitle = `colour: group · ${state.reveal ? "shape: label" : `${grey}labels hidden`}`;
    const laid = right.layout(force);
    const turned = next.groups && next !== here ? Math.floor((stage.at - step) * state.points) : 0;
    const key = [state.reveal, step, turned].join();
    const centres = centresNow();
    right.regions(cells(byDistance(centres), right.x, right.y), colourOf);
    if (laid || drawn !== here || right.shown !== key) {
      right.marks(data.points, (i) => {
        const group = i < turned ? next.groups[i] : here.groups?.[i];
        const shape = state.reveal ? SHAPES[data.labels[i]] : DOT;
        return group === undefined ? [shape, "", "sim-unknown"] : [shape, colourOf(group)];
      });
      right.shown = key;
      drawn = here;
    }
    drawCentres(centres);
    drawPoint(right);
  }

  /** The centres, where they were, and, faint, where they will be. */
  function drawCentres(centres) {
    const [was, comes] = [means.between(0, stage.step, 60), means.between(stage.step + 1, stage.last, 60)];
    for (let k = 0; k < MOST; k++) {
      right.handles.get(`centre ${k}`).hidden = k >= centres.length;
      const centre = centres[k];
      if (!centre) {
        right.drop(`centre ${k}`);
        continue;
      }
      const places = (entries) => entries.map((entry) => entry.centres[k]);
      right.line(`centre ${k} ahead`, [centre, ...places(comes)], "sim-trail sim-ahead");
      right.line(`centre ${k} trail`, [...places(was), centre], "sim-trail");
      const end = comes.at(-1)?.centres[k];
      if (end) right.dot(`centre ${k} end`, end, "sim-trail sim-ahead", 4);
      else right.drop(`centre ${k} end`);
      right.dot(`centre ${k} dot`, centre, "sim-centre", 10);
      right.pieces.get(`centre ${k} dot`).setAttribute("style", colourOf(k));
      right.put(
        `centre ${k} name`,
        "text",
        { class: "sim-centre-name", x: right.X(centre[0]), y: right.Y(centre[1]) + 4, "text-anchor": "middle" },
        String(k + 1),
      );
      right.hold(`centre ${k}`, centre, `${fixed(centre[0], 2)}, ${fixed(centre[1], 2)}`);
    }
  }

  function draw(force) {
    notation.hidden = !state.formal;
    drawLeft(force);
    drawRight(force);
    const { step } = stage;
    const { groups } = means.at(step);
    const centres = `${count(state.clusters, "centre")} of k-means`;
    const found = groups ? `in ${count(new Set(groups).size, "group")}` : "in no group yet";
    right.describe(
      `The same points, ${state.reveal ? "with their labels as shapes" : "without labels"}, ${found}, and ${centres}.`,
    );
    const { inertia, silhouette, rand } = groups
      ? means.judged(step, data.labels)
      : { inertia: 0, silhouette: 0, rand: 0 };
    const alone = silhouette === null ? "needs two groups" : fixed(silhouette, 3);
    stage.tellNumbers([
      ["step", String(step)],
      ["inertia", groups ? short(inertia) : "not yet"],
      ["silhouette", groups ? alone : "not yet"],
      ["adjusted Rand index", state.reveal ? (groups ? fixed(rand, 3) : "not yet") : "hidden"],
      ["accuracy, training", `${fixed(100 * accuracy.training, 1)}%`],
      ["accuracy, fresh", `${fixed(100 * accuracy.fresh, 1)}%`],
    ]);
  }

  /** What is seen of labels and groups, once the labels are revealed. */
  function agreement(step) {
    if (!state.reveal || !means.at(step).groups) return "";
    const { rand } = means.judged(step, data.labels);
    if (rand === 1) return " Its groups are exactly those of the labels.";
    return ` Groups and labels are alike to ${fixed(rand, 2)}, where 1 is the same and 0 is chance.`;
  }

  return {
    begin,
    extend: (step) => means.extend(step),
    change: begin,
    draw,
    controls() {
      quiz.show();
      const moved = state.from === PUT || state.p1 > 0;
      stage.inputs.back.disabled = !moved;
      stage.idle(...(state.from === PUT ? ["starts"] : []));
    },
    /** Put back what a hand has moved. */
    press() {
      const first = Object.entries(stage.first()).filter(([id]) => id === "from" || /^[xypuv]\d$/.test(id));
      chosen = undefined;
      stage.change(Object.fromEntries(first));
    },
    met(goal) {
      const { step } = stage;
      const { settled, groups } = means.at(step);
      if (goal === "heart") return accuracy.training === 1 && accuracy.fresh < 0.6;
      if (!settled) return false;
      const { rand } = means.judged(step, data.labels);
      if (goal === "empty") return new Set(groups).size < state.clusters;
      if (goal === "agree") return state.data === "Clouds" && rand === 1 && state.reveal;
      if (goal === "stuck") return state.data === "Clouds" && state.clusters === 3 && rand < 0.8;
      return state.data === "Stripes" && state.clusters === 3 && rand > 0.95;
    },
    status() {
      const { step } = stage;
      const sure = `${fixed(100 * accuracy.fresh, 1)}%`;
      const known = `With labels, ${state.classifier.toLowerCase()} is right on ${sure} of fresh points.`;
      if (!step) return `${known} Without, k-means has ${count(state.clusters, "centre")} and has not begun.`;
      const done =
        step % 2 ? "assigned each point to its nearest centre" : "moved each centre to the mean of its points";
      const settled = `settled after ${count(step, "step")}`;
      return `${known} Without, k-means has ${means.at(step).settled ? settled : done}.${agreement(step)}`;
    },
    table: () => ({
      heads: ["step", "half", "inertia"],
      rows: means.entries
        .slice(1, stage.step + 1)
        .map(({ step }) => [
          String(step),
          step % 2 ? "assign" : "move",
          plain(inertia(means.points, means.at(step).groups, means.at(step).centres)),
        ]),
    }),
    python: () => program(state, stage.step),
  };
}

/**
 * Returns what shows what a classifier says of each place: as polygons, or where its borders are not straight as pixels,
 * few and blurred while a hand moves something, all a moment later.
 */
function painter(chart, signal) {
  let later;
  signal.addEventListener("abort", () => clearTimeout(later));

  /** So many pixels, each shaded by what is said of it; where `ask` says nothing there is a border. */
  function lay(columns, rows, ask) {
    const context = chart.ground(columns, rows);
    const image = context.createImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    const [, , [red, green, blue]] = chart.inks();
    const ink = red | (green << 8) | (blue << 16);
    const alphas = [...CALLED.map((_, label) => Math.round(255 * shade(label))), 160];
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) pixels[j * columns + i] = ink | (alphas[ask(i, j) ?? CALLED.length] << 24);
    }
    context.putImageData(image, 0, 0);
  }

  /** The place of a pixel's middle. */
  const place = (i, j, columns, rows) => [
    chart.x[0] + ((i + 0.5) / columns) * (chart.x[1] - chart.x[0]),
    chart.y[1] - ((j + 0.5) / rows) * (chart.y[1] - chart.y[0]),
  ];
  const size = (scale) => [chart.inner.width, chart.inner.height].map((each) => Math.ceil(each * scale));

  function rough(classify) {
    const [columns, rows] = size(1 / ROUGH);
    lay(columns, rows, (i, j) => classify(place(i, j, columns, rows)));
  }

  /** Ask for a few rows a frame; where the corners of a cell agree, all of it does. */
  function fine(classify) {
    const [columns, rows] = size(Math.min(devicePixelRatio || 1, 1.5));
    const wide = columns + CELL;
    const said = new Int8Array(wide * (rows + CELL)).fill(-1);
    const ask = (i, j) => {
      const at = j * wide + i;
      if (said[at] < 0) said[at] = classify(place(i, j, columns, rows));
      return said[at];
    };
    const band = (top) => {
      const end = top + CELL - 1;
      for (let i = 0; i < columns; i += CELL - 1) {
        const right = i + CELL - 1;
        const label = ask(i, top);
        if ([ask(right, top), ask(i, end), ask(right, end)].some((each) => each !== label)) continue;
        for (let j = top; j < end; j++) said.fill(label, j * wide + i, j * wide + right);
      }
      for (let j = top; j < end; j++) for (let i = 0; i <= columns; i++) ask(i, j);
    };
    let top = 0;
    const go = () => {
      const until = performance.now() + BUSY;
      for (; top <= rows && performance.now() < until; top += CELL - 1) band(top);
      if (top <= rows) later = setTimeout(go, 16);
      else {
        const border = (i, j) => ask(i, j) !== ask(i + 1, j) || ask(i, j) !== ask(i, j + 1);
        lay(columns, rows, (i, j) => (border(i, j) ? undefined : ask(i, j)));
      }
    };
    go();
  }

  return ({ classify, scores }) => {
    clearTimeout(later);
    const polygons = scores ? cells(scores, chart.x, chart.y) : [];
    chart.regions(polygons, (k) => `--mark:var(--plot-text);fill-opacity:${shade(k)}`);
    chart.canvas.hidden = Boolean(scores);
    if (scores) return;
    rough(classify);
    later = setTimeout(() => fine(classify), CALM);
  };
}

const shade = (label) => 0.1 * label;

/** The quiz: questions in an order that the seed shuffles, three buttons, a score. */
function quizOf(stage) {
  const box = element("section", { className: "sim-quiz" });
  const [question, feedback, score] = [element("p", {}), element("p", {}), element("p", { className: "sim-score" })];
  feedback.setAttribute("role", "status");
  const buttons = ANSWERS.map((each) => button(each, () => answer(each)));
  const next = button("Next question", goOn);
  const row = element("div", { className: "sim-buttons" });
  row.append(...buttons, next);
  const title = element("p", { className: "sim-head", textContent: "Which kind is it?" });
  title.setAttribute("role", "heading");
  const sections = [...document.querySelectorAll("article h2")];
  const inside = sections.some((each) => each.compareDocumentPosition(stage.root) & Node.DOCUMENT_POSITION_FOLLOWING);
  title.setAttribute("aria-level", inside ? "3" : "2");
  box.append(title, question, row, feedback, score);
  let order, at, right, seed;

  function begin() {
    seed = stage.state.seed;
    const random = generator(seed);
    order = QUESTIONS.map((_, i) => i);
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    [at, right] = [0, 0];
    ask();
  }

  function ask() {
    question.textContent = `${at + 1} of ${order.length}. ${QUESTIONS[order[at]][0]}`;
    feedback.textContent = "";
    for (const each of buttons) each.disabled = false;
    next.disabled = true;
    score.textContent = `${right} right of ${at}`;
  }

  function answer(given) {
    const [, kind, why] = QUESTIONS[order[at]];
    if (given === kind) right += 1;
    at += 1;
    feedback.textContent = `${given === kind ? "Yes" : `No: ${kind.toLowerCase()}`}. ${why}`;
    score.textContent = `${right} right of ${at}`;
    for (const each of buttons) each.disabled = true;
    next.disabled = false;
    next.textContent = at < order.length ? "Next question" : "Begin again";
    next.focus();
  }

  function goOn() {
    if (at < order.length) ask();
    else begin();
    buttons[0].focus();
  }

  return {
    element: box,
    show() {
      if (seed !== stage.state.seed) begin();
    },
  };
}
