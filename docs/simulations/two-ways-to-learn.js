/** The same points twice: a classifier that sees their labels, and k-means that does not. */
import { button } from "../javascripts/element.js";
import { Chart } from "./chart.js";
import { count, fixed, short } from "./format.js";
import * as clusters from "./kernel/clusters.js";
import { generator, python as generatorInPython } from "./kernel/random.js";
import { plain } from "./kernel/run.js";
import { element } from "./stage.js";
import { ANSWERS, QUESTIONS } from "./two-ways-to-learn-quiz.js";

const FRESH = 400; // points that the classifier has not seen
const NEIGHBOURS = 5;
const ROUNDS = 100;
const STARTS = 1000; // so far are the seeds of centres from those of points
/** Marks, by the pixels of their middle. */
const SHAPES = [
  (x, y) => `M${x - 4},${y}a4,4 0 1,0 8,0a4,4 0 1,0 -8,0`,
  (x, y) => `M${x - 3.5},${y - 3.5}h7v7h-7z`,
  (x, y) => `M${x},${y - 5}l4.5,8h-9z`,
  (x, y) => `M${x},${y - 5}l4.5,5l-4.5,5l-4.5,-5z`,
];
const RING = (x, y) => `M${x - 3},${y}a3,3 0 1,0 6,0a3,3 0 1,0 -6,0`;
const CENTRES = [
  [-0.5, -0.4],
  [0.5, -0.3],
  [0, 0.55],
];

/** One point of a data set with its label; `i` counts the points. */
const DRAW = {
  Blobs: (random, i) => {
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
  Blobs: `    x, y = [(-0.5, -0.4), (0.5, -0.3), (0, 0.55)][i % 3]
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

/** The points and labels of a state, and fresh ones from the same source. */
export function sample({ data, points, seed }) {
  const random = generator(seed);
  const draw = (size) => {
    const pairs = Array.from({ length: size }, (_, i) => DRAW[data](random, i));
    return { points: pairs.map(([point]) => point), labels: pairs.map(([, label]) => label) };
  };
  const seen = draw(points);
  return { ...seen, fresh: draw(FRESH), random };
}

const NOTATION =
  "With labels: given pairs (xᵢ, yᵢ), find f with the least Σ loss(f(xᵢ), yᵢ). " +
  "Without: given xᵢ alone, find centres c₁ … c_k with the least Σ minⱼ ‖xᵢ − cⱼ‖².";
const COINS =
  "The labels of this set are dealt in turn, whatever the place, and its points have no groups. " +
  "The nearest neighbour learns such labels by heart; k-means looks for as many groups as it is asked for.";

/** Classifiers by name, fitted to points. */
const CLASSIFIERS = {
  "Nearest centroid": clusters.nearestCentroid,
  "Logistic regression": clusters.logisticRegression,
  "K nearest neighbours": (points, labels) => clusters.nearestNeighbours(points, labels, NEIGHBOURS),
  "Nearest neighbour": (points, labels) => clusters.nearestNeighbours(points, labels, 1),
};

/** K-means in halves of rounds, from centres that are points, drawn by a seed of their own. */
class KMeans {
  /** @type {number[] | undefined} the group of each point */
  groups = undefined;
  steps = 0;
  end = false;
  /** Did the last assignment change nothing? */
  settled = false;
  rows = [];

  constructor(points, k, seed) {
    const random = generator(seed + STARTS);
    const chosen = [];
    while (chosen.length < k) {
      const i = random.below(points.length);
      if (!chosen.includes(i)) chosen.push(i);
    }
    this.points = points;
    this.centres = chosen.map((i) => points[i]);
  }

  /** Assign, or move; false when an assignment changes nothing. */
  step() {
    if (this.end) return false;
    const moving = this.steps % 2 === 1;
    if (moving) this.centres = clusters.move(this.points, this.groups, this.centres);
    else {
      const groups = clusters.assign(this.points, this.centres);
      this.end = this.settled = groups.every((group, i) => group === this.groups?.[i]);
      this.groups = groups;
    }
    this.steps += 1;
    this.rows.push([String(this.steps), moving ? "move" : "assign", plain(this.inertia)]);
    if (this.steps >= 2 * ROUNDS) this.end = true;
    return !this.end;
  }

  get inertia() {
    return clusters.inertia(this.points, this.groups, this.centres);
  }
}

/** A Python program that prints the rows of the table. */
const program = (state, steps) => `${generatorInPython(state.seed)}

def point(i):
${IN_PYTHON[state.data]}


def squared(p, q):
    return (p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1])


points = [point(i) for i in range(${state.points})]
state = ${state.starts + STARTS}
chosen = []
while len(chosen) < ${state.clusters}:
    i = int(uniform() * len(points))
    if i not in chosen:
        chosen.append(i)
centres = [points[i] for i in chosen]
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

export default function twoWays(stage) {
  const { state } = stage;
  const box = { x: [-1.1, 1.1], y: [-1.1, 1.1] };
  const places = [...stage.pictures.children].map((column) => column.children[0]);
  const left = new Chart(places[0], { ...box, xTitle: "labels shown" });
  const right = new Chart(places[1], { ...box, xTitle: "labels hidden" });
  left.element.classList.add("sim-labelled");
  right.element.classList.add("sim-unlabelled");
  const told = element("p", {});
  const notation = element("p", { hidden: true, textContent: NOTATION });
  stage.below.append(told, notation);
  const quiz = quizOf(stage);
  stage.below.append(quiz.element);
  let data, classify, accuracy, painted, placed;
  /** @type {KMeans} */
  let means;

  function restart() {
    data = sample(state);
    classify = CLASSIFIERS[state.classifier](data.points, data.labels);
    const right = ({ points, labels }) => points.filter((point, i) => classify(point) === labels[i]);
    const share = (set) => right(set).length / set.points.length;
    accuracy = { training: share(data), fresh: share(data.fresh) };
    again();
  }

  function again() {
    means = new KMeans(data.points, state.clusters, state.starts);
  }

  function press(id) {
    if (id === "run" && !stage.running) {
      if (means.end) again();
      stage.run(() => 3, stage.inputs.run);
    } else stage.halt();
    if (id === "step") means.step();
    if (id === "reset") again();
    stage.draw();
  }

  function draw(force) {
    notation.hidden = !state.formal;
    quiz.show();
    const key = [state.data, state.points, state.seed, state.classifier].join();
    if (left.layout(force) || painted !== key) {
      left.drop("");
      regions(left, classify, [...new Set(data.labels)].length);
      marksOf(left, data.points, data.labels);
      painted = key;
    }
    const { groups } = means;
    right.xTitle = state.reveal ? "labels revealed" : "labels hidden";
    if (right.layout(force) || placed !== data.points) right.drop("");
    placed = data.points;
    marksOf(right, data.points, state.reveal ? data.labels : (groups ?? []));
    drawCentres();
    left.describe(`Points with labels and the regions of the classifier ${state.classifier}.`);
    const centres = `${count(state.clusters, "centre")} of k-means`;
    const found = groups ? `in ${count(new Set(groups).size, "group")}` : "in no group yet";
    right.describe(
      state.reveal
        ? `The same points with their true labels, and ${centres}.`
        : `The same points without labels, ${found}, and ${centres}.`,
    );
    const silhouette = groups ? clusters.silhouette(data.points, groups) : null;
    const alone = groups ? "needs two groups" : "not yet";
    const rand = groups ? fixed(clusters.adjustedRand(groups, data.labels), 3) : "not yet";
    stage.tellNumbers([
      ["training accuracy", `${fixed(100 * accuracy.training, 1)} %`],
      ["accuracy on fresh points", `${fixed(100 * accuracy.fresh, 1)} %`],
      ["inertia", groups ? short(means.inertia) : "not yet"],
      ["silhouette", silhouette === null ? alone : fixed(silhouette, 3)],
      ["adjusted Rand index", state.reveal ? rand : "labels are hidden"],
    ]);
    told.textContent = state.data === "Noise" ? COINS : "";
    told.hidden = !told.textContent;
  }

  function drawCentres() {
    right.drop("centre");
    means.centres.forEach((centre, k) => {
      right.dot(`centre ${k}`, centre, "sim-centre", 9);
      right.text(`centre ${k} name`, centre, String(k + 1), { class: "sim-centre-name", dy: 4 });
    });
  }

  restart();
  return {
    changed(id) {
      if (["reveal", "formal", "quiz"].includes(id)) return;
      stage.halt();
      if (id === "clusters" || id === "starts") again();
      else restart();
    },
    press,
    tick: () => means.step(),
    draw,
    status() {
      const sure = `${fixed(100 * accuracy.fresh, 1)} %`;
      const known = `With labels, ${state.classifier.toLowerCase()} is right on ${sure} of fresh points.`;
      const done =
        means.steps % 2 ? "assigned each point to its nearest centre" : "moved each centre to the mean of its points";
      const halves = count(means.steps, "half round");
      if (!means.steps) return `${known} Without, k-means has ${count(state.clusters, "centre")} and has not begun.`;
      if (means.settled) return `${known} Without, k-means has settled after ${halves}: the last one changed nothing.`;
      return `${known} Without, k-means has ${done}.`;
    },
    table: () => ({ heads: ["step", "half", "inertia"], rows: means.rows }),
    python: () => program(state, means.steps),
  };
}

/**
 * Points, told apart by shape and colour, and a second time round by an edge; one that belongs to nothing is a ring.
 */
function marksOf(chart, points, groups) {
  points.forEach(([x, y], i) => {
    const group = groups[i] ?? -1;
    const [fill, edge] = [`--mark:var(--plot-${1 + (group % 4)});`, "--edge:var(--plot-text);"];
    const style = (group < 0 ? "" : fill) + (group < 0 || group > 3 ? edge : "");
    if (chart.pieces.get(`point ${i}`)?.getAttribute("style") === style) return;
    const shape = SHAPES[group % 4] ?? RING;
    chart.put(`point ${i}`, "path", { class: "sim-point", style, d: shape(chart.X(x), chart.Y(y)) });
  });
}

/** Paint what a classifier says of each place: a colour and a pattern for each label. */
function regions(chart, classify, labels) {
  const { inner } = chart;
  const cell = 6;
  const [columns, rows] = [Math.ceil(inner.width / cell), Math.ceil(inner.height / cell)];
  const context = chart.ground(columns * cell, rows * cell);
  const style = getComputedStyle(chart.element);
  const colours = [1, 2, 3].slice(0, labels).map((number) => style.getPropertyValue(`--plot-${number}`));
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = chart.x[0] + ((i + 0.5) / columns) * (chart.x[1] - chart.x[0]);
      const y = chart.y[1] - ((j + 0.5) / rows) * (chart.y[1] - chart.y[0]);
      const label = classify([x, y]);
      const striped = label === 1 ? (i + j) % 4 === 0 : label === 2 ? i % 3 === 0 && j % 3 === 0 : false;
      context.globalAlpha = striped ? 0.45 : 0.22;
      context.fillStyle = colours[label];
      context.fillRect(i * cell, j * cell, cell, cell);
    }
  }
}

/** The quiz: questions in an order that the seed shuffles, three buttons, a score. */
function quizOf(stage) {
  const box = element("section", { className: "sim-quiz", hidden: true });
  const [question, feedback, score] = [element("p", {}), element("p", {}), element("p", { className: "sim-score" })];
  feedback.setAttribute("role", "status");
  const buttons = ANSWERS.map((each) => button(each, () => answer(each)));
  const next = button("Next question", goOn);
  next.hidden = true;
  const row = element("div", { className: "sim-buttons" });
  row.append(...buttons, next);
  box.append(element("p", { className: "sim-head", textContent: "Which kind is it?" }), question, row, feedback, score);
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
    next.hidden = true;
    score.textContent = `${right} right of ${at}`;
  }

  function answer(given) {
    const [, kind, why] = QUESTIONS[order[at]];
    if (given === kind) right += 1;
    at += 1;
    feedback.textContent = `${given === kind ? "Yes" : `No: ${kind.toLowerCase()}`}. ${why}`;
    score.textContent = `${right} right of ${at}`;
    for (const each of buttons) each.disabled = true;
    next.hidden = false;
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
      box.hidden = !stage.state.quiz;
      if (stage.state.quiz && seed !== stage.state.seed) begin();
    },
  };
}
