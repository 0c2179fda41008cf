"""The pictures that stand in place of the simulations without JavaScript: `python -m tests.stills` draws them anew.

Each is drawn in the state in which a page opens the simulation, and what is drawn comes from the simulation's own code
in a browser.
"""

import html
import math
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from downhill.scripts import HOLDERS
from downhill.simulations import still_of
from playwright.sync_api import Page

from tests.served import chromium, opener, serve
from tests.simulations import ALL, FOLDER

WIDTH, HEIGHT = 480, 300
ROW = 18  # pixels of a line below a picture
BARS_AFTER = 10  # steps after which a still shows what is left
DOCS = FOLDER.parent
PLACE = re.compile(r'<book-simulation name="([^"]+)"([^>]*)>')
Point = list[float]

# For each simulation what it shows at first: `first` holds the controls' values, `get` imports a module
DATA = {
    "batch": """(({ gradients }) => ({ each: gradients([first.g1, first.g2]), all: [first.g1, first.g2] })
      )(await get("kernel/noisy-line"))""",
    "descent": """(({ startOf }, { eigenvalues, directions, minima, gradient }, { begin, step }) => {
        const walk = (optimizer, rate) => {
          let state = begin(startOf(first));
          const path = [state.w];
          while (state.steps < 200 && Math.hypot(...state.w) < 20)
            path.push((state = step(state, gradient(state.w), { ...first, optimizer, rate })).w);
          return path;
        };
        const path = walk(first.optimizer, first.rate);
        const second = first.compare === "Nothing" ? [] : walk(first.compare, first.rate2);
        return { path, second, eigenvalues, directions, minima };
      })(await get("plane"), (await get("plane")).landscapeOf(first), await get("kernel/optimizers"))""",
    "race": """(({ IN_PYTHON, landscapeOf, startOf }, { begin, step }) => {
        const { gradient, eigenvalues, directions, minima } = landscapeOf(first);
        const run = (optimizer) => {
          let state = begin(startOf(first));
          return Array.from({ length: 6 }, () => {
            const { w } = state;
            state = step(state, gradient(w), { ...first, optimizer });
            return w;
          });
        };
        return { runs: Object.keys(IN_PYTHON).map(run), eigenvalues, directions, minima };
      })(await get("plane"), await get("kernel/optimizers"))""",
    "which-valley": """(({ loss, gradient, minima }, { begin, step }) => {
        const at = ([x]) => [x, loss([x])];
        let state = begin([first.x]);
        const path = [at(state.w)];
        while (state.steps < 60 && Math.abs(state.w[0]) < 4)
          path.push(at((state = step(state, gradient(state.w), { ...first, optimizer: "Gradient descent" })).w));
        const grid = Array.from({ length: 81 }, (_, i) => [-2.1 + (i * 4.2) / 80]);
        return { curve: grid.map(at), minima: minima.map(at), path };
      })((await get("kernel/landscapes")).twoMinima(), await get("kernel/optimizers"))""",
    "training": """(({ x, y }, { gradient, leastSquares, moments }) => {
        const path = [[first.w, first.b]];
        while (path.length < 200) {
          const slope = gradient(path.at(-1), x, y);
          path.push(path.at(-1).map((value, i) => value - first.rate * slope[i]));
        }
        const { x: mean, xx } = moments(x, x);
        return { houses: x.map((each, i) => [each, y[i]]), path, best: leastSquares(x, y), mean, xx };
      })((await get("training")).houses(first.seed), await get("kernel/line"))""",
    "fit-and-generalise": """(({ sample, TRUTHS }, { fit, basis, valueWith }) => {
        const { x, y } = sample(first).training;
        const grid = Array.from({ length: 81 }, (_, i) => i / 80);
        const truth = grid.map((each) => [each, TRUTHS[first.truth](each)]);
        const fitted = fit(x, y, first.degree, [0, 1]);
        const fit_ = basis(grid, first.degree, [0, 1]).map((row, i) => [grid[i], valueWith(fitted, row)]);
        return { points: x.map((each, i) => [each, y[i]]), truth, fit: fit_ };
      })(await get("fit-and-generalise"), await get("kernel/polynomials"))""",
    "pull": """(({ balance }) => balance(first.rent))(await get("pull"))""",
    "threshold": """(({ DEFAULT, PAY }) => [DEFAULT, PAY])(await get("kernel/lenders"))""",
    "move-w": """(({ loss, BEST }) => {
        const at = (w) => [w, loss(w)];
        return { curve: Array.from({ length: 81 }, (_, i) => at(5 * i)), best: at(BEST), ball: at(first.w) };
      })(await get("kernel/houses"))""",
    "roll": """(({ loss }) => {
        const at = (w) => [w, loss([w])];
        return { curve: Array.from({ length: 65 }, (_, i) => at(i / 2 - 16)), ball: at(first.w) };
      })((await get("kernel/landscapes")).convex())""",
    "schedule": """((rates) => ({ rates: rates.map((rate, step) => [step, rate]) })
      )((await get("schedule")).ratesOf(first))""",
    "two-arrows": """(({ eigenvalues, directions, minima, gradient }) => {
        const w = [first.w1, first.w2];
        const from = [first.from1, first.from2];
        const kept = w.map((value, i) => value + first.momentum * (value - from[i]));
        const pull = gradient(w).map((value, i) => w[i] - first.rate * value);
        const both = w.map((value, i) => kept[i] + pull[i] - value);
        return { start: w, from, kept, pull, both, eigenvalues, directions, minima };
      })((await get("kernel/landscapes")).valley(25))""",
    "two-ways-to-learn": """(({ sample, startsOf }) => {
        const { points, labels } = sample(first);
        return { points, labels, centres: startsOf(first, points) };
      })(await get("two-ways-to-learn"))""",
}


class Picture:
    """A small SVG with a box of values: `x` and `y` are (low, high)."""

    def __init__(self, label: str, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.label, self.x, self.y = label, x, y
        self.parts: list[str] = []
        self.rows: list[str] = []  # below the picture

    def at(self, point: Point) -> tuple[float, float]:
        """Return the pixels of a point."""
        (left, right), (low, high) = self.x, self.y
        return (
            round(WIDTH * (point[0] - left) / (right - left), 1),
            round(HEIGHT * (high - point[1]) / (high - low), 1),
        )

    def dots(self, points: list[Point], name: str = "sim-data", r: float = 4) -> None:
        """Draw points."""
        for x, y in map(self.at, points):
            self.parts.append(f'<circle class="{name}" cx="{x}" cy="{y}" r="{r}"/>')

    def line(self, points: list[Point], name: str) -> None:
        """Draw a line through points, without those that lie within three pixels of the one before; the last stays."""
        places = [*map(self.at, points)]
        apart = places[:1]
        for place in places[1:]:
            if math.dist(place, apart[-1]) >= 3:
                apart.append(place)
        if apart[-1] != places[-1]:
            apart.append(places[-1])
        path = " ".join(f"{x:.0f},{y:.0f}" for x, y in apart)  # as large as it is shown
        self.parts.append(f'<polyline class="{name}" points="{path}"/>')

    def ellipse(self, along: float, across: float, angle: float) -> None:
        """Draw an ellipse around the origin: half axes in units of x, turned by degrees."""
        (x, y), unit = self.at([0, 0]), WIDTH / (self.x[1] - self.x[0])
        self.parts.append(
            f'<ellipse class="sim-level" cx="{x}" cy="{y}" rx="{along * unit:.1f}" ry="{across * unit:.1f}"'
            f' transform="rotate({-angle:.1f} {x} {y})"/>'
        )

    def row(self, sign: str, name: str, value: str = "") -> None:
        """Put a row below the picture: a sign, drawn from (0, 0), what it stands for, and a number."""
        y = HEIGHT + ROW * (len(self.rows) + 1)
        words = f'<text x="60" y="4">{html.escape(name)}</text><text x="370" y="4">{value}</text>'
        self.rows.append(f'<g font-size="13" fill="var(--plot-text)" transform="translate(6 {y})">{sign}{words}</g>')

    def svg(self) -> str:
        """Return the picture; nothing of what is drawn comes into the rows below it."""
        height = HEIGHT + (ROW * len(self.rows) + ROW // 2 if self.rows else 0)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{html.escape(self.label)}"'
        parts = self.parts
        if self.rows:
            parts = [f'<svg width="{WIDTH}" height="{HEIGHT}" role="presentation">', *parts, "</svg>", *self.rows]
        return "\n".join([f'{head} viewBox="0 0 {WIDTH} {height}">', *parts, "</svg>\n"])


def valley(label: str, data: dict[str, Any]) -> Picture:
    """Draw the valley's lines of equal loss and its lowest point."""
    picture = Picture(label, (-4.4, 4.4), (-2.75, 2.75))
    along, across = data["eigenvalues"]
    cos, sin = data["directions"][0]
    for level in (0.3, 0.7, 1.2, 1.8, 2.5, 3.3, 4.2):
        picture.ellipse(level, level * math.sqrt(along / across), math.degrees(math.atan2(sin, cos)))
    picture.dots(data["minima"], "sim-minimum", 3)
    return picture


def inside(name: str) -> str:
    """Return the name of an optimizer inside a sentence: people keep their capitals."""
    return name.lower() if name in ("Gradient descent", "Momentum") else name


def stays(path: list[Point]) -> str:
    """Return how a path goes on, in words."""
    leaves = math.hypot(*path[-1]) >= math.hypot(*path[0])
    return "leads out of the picture" if leaves else "leads towards the lowest point"


def descent(data: dict[str, Any], first: dict[str, Any]) -> Picture:
    """Draw the valley, the ball at its start, the path that it will take, and what is left after some steps."""
    curvatures = " and ".join(f"{value:g}" for value in data["eigenvalues"])
    label = f"Lines of equal loss around the lowest point of a valley with the curvatures {curvatures}. From a corner"
    label += f" the path of {inside(first['optimizer'])} at the rate {first['rate']:g} {stays(data['path'])}"
    picture = valley("", data)
    if data["second"]:
        picture.line(data["second"], "sim-path sim-second sim-ahead")
    picture.line(data["path"], "sim-path" if data["second"] else "sim-path sim-ahead")
    name = f"{first['optimizer']}, rate {first['rate']:g}"
    if data["second"]:
        label += f", and, dashed, that of {inside(first['compare'])} at the rate {first['rate2']:g}"
        label += f" {stays(data['second'])}"
        for kind, words in (
            ("", f"{name}: {stays(data['path'])}"),
            ("sim-second", f"{first['compare']}, rate {first['rate2']:g}: {stays(data['second'])}"),
        ):
            picture.row(f'<polyline class="sim-path {kind}" points="0,0 50,0"/>', words)
    else:
        steps = min(BARS_AFTER, len(data["path"]) - 1)
        left = []
        for value, way in zip(data["eigenvalues"], data["directions"], strict=True):
            start, end = (abs(sum(a * b for a, b in zip(way, data["path"][i], strict=True))) for i in (0, steps))
            left.append(f"{end / start:.3f}")
            bar = '<rect width="50" height="8" y="-4" class="sim-old" fill="var(--plot-grid)"/>'
            bar += f'<rect width="{50 * min(1, end / start):.1f}" height="8" y="-4" fill="var(--plot-fit)"/>'
            picture.row(bar, f"λ = {value:g}: share of the distance left after {steps} steps", left[-1])
        label += f". After {steps} steps {' and '.join(left)} of the distance is left in the two directions"
    picture.label = f"{label}."
    picture.dots([data["path"][0]], "sim-ball", 7)
    return picture


def race(data: dict[str, Any], first: dict[str, Any]) -> Picture:
    """Draw the valley, and five steps of each optimizer."""
    label = f"Lines of equal loss; from a corner seven paths, all at the rate {first['rate']:g}, of which some cross"
    picture = valley(f"{label} the valley.", data)
    for k, run in enumerate(data["runs"], 1):
        picture.line(run, f"sim-path sim-racer sim-racer-{k}")
        picture.dots(run[-1:], f"sim-ball sim-racer sim-racer-{k}", 6)
    return picture


def batch(data: dict[str, Any], _first: dict[str, Any]) -> Picture:
    """Draw the gradients of single cases, and their mean as a line from zero."""
    picture = Picture(
        "A cloud of dots, each the gradient of one case; a line from zero to their mean.", (-24, 32), (-15, 20)
    )
    picture.dots(data["each"], r=3)
    picture.line([[0, 0], data["all"]], "sim-gradient")
    picture.dots([data["all"]], "sim-centre", 6)
    return picture


def schedule(data: dict[str, Any], _first: dict[str, Any]) -> Picture:
    """Draw the rate over the steps, with the rings that a hand takes."""
    picture = Picture("A learning rate that falls along half a cosine.", (-8, 308), (-0.002, 0.032))
    picture.line(data["rates"], "sim-fit")
    picture.dots(data["rates"][::50], "sim-centre", 6)
    return picture


def move_w(data: dict[str, Any], _first: dict[str, Any]) -> Picture:
    """Draw the parabola and the ball at its start."""
    label = "A parabola with its lowest point at 200; the ball stands on its left side, at 100."
    picture = Picture(label, (0, 400), (-20e9, 540e9))
    picture.line(data["curve"], "sim-gradient")
    picture.dots([data["best"]], "sim-start", 5)
    picture.dots([data["ball"]], "sim-ball", 7)
    return picture


def roll(data: dict[str, Any], _first: dict[str, Any]) -> Picture:
    """Draw the bowl, its lowest point and the ball at its start."""
    picture = Picture("A bowl with its lowest point at 0; the ball stands on its right side.", (-16, 16), (-12, 256))
    picture.line(data["curve"], "sim-gradient")
    picture.dots([[0, 0]], "sim-start", 5)
    picture.dots([data["ball"]], "sim-ball", 7)
    return picture


def two_arrows(data: dict[str, Any], _first: dict[str, Any]) -> Picture:
    """Draw the valley, where the ball came from, and its three arrows as lines that begin at it."""
    label = "Lines of equal loss; from the ball the velocity that it keeps, the gradient, and between them their sum."
    picture = valley(label, data)
    picture.line([data["from"], data["start"]], "sim-path")
    for end, name in (("kept", "sim-path sim-line"), ("pull", "sim-gradient"), ("both", "sim-fit sim-line")):
        picture.line([data["start"], data[end]], name)
    picture.line([data["kept"], data["both"], data["pull"]], "sim-theory")
    picture.dots([data["start"]], "sim-ball", 7)
    return picture


def which_valley(data: dict[str, Any], first: dict[str, Any]) -> Picture:
    """Draw the quartic, the ball at its start, and its steps as straight lines."""
    path, best = data["path"], data["minima"][0][0]
    end = "the lower" if abs(path[-1][0] - best) < 0.2 else "the nearer" if abs(path[-1][0]) < 3 else "neither"
    label = (
        f"A curve with two valleys, the left one deeper; the ball stands high on the right, at {first['x']:g}, and its"
    )
    picture = Picture(f"{label} steps at the rate {first['rate']:g} lead into {end} one.", (-2.2, 2.2), (-5, 9))
    picture.line(data["curve"], "sim-fit")
    picture.line(path, "sim-path")
    picture.dots(data["minima"], "sim-start", 5)
    picture.dots(path[:1], "sim-ball", 7)
    return picture


def training(data: dict[str, Any], first: dict[str, Any]) -> Picture:
    """Draw the houses with the flat line, its errors and the next lines; and beside them the plane of all lines."""
    label = (
        "Fourteen houses, dearer with size, a line with its errors, and the best line; beside them the plane of slope"
    )
    label += f" and intercept, where a path leads from {first['w']:g} and {first['b']:g} to the best,"
    label += f" at the rate {first['rate']:g}."
    picture = Picture(label, (-0.2, 13), (-5, 55))
    (w, b), best = data["path"][0], data["best"]
    for size, price in data["houses"]:
        picture.line([[size, price], [size, w * size + b]], "sim-residual")
    for slope, intercept in data["path"][1:4]:
        picture.line([[0, intercept], [6, 6 * slope + intercept]], "sim-path sim-ahead")
    picture.line([[0, best[1]], [6, 6 * best[0] + best[1]]], "sim-theory")
    picture.line([[0, b], [6, 6 * w + b]], "sim-path sim-line")
    picture.dots(data["houses"])

    def plane(weights: Point) -> Point:
        return [8 + (weights[0] + 4) * 0.19, 25 + 0.55 * (weights[1] - 8)]

    deviation = math.sqrt(data["xx"] - data["mean"] ** 2)
    for level in (2, 4, 8, 13, 19):
        ring = []
        for degrees in range(0, 361, 6):
            across = level * math.cos(math.radians(degrees)) / deviation
            along = level * math.sin(math.radians(degrees)) - data["mean"] * across
            ring.append(plane([best[0] + across, best[1] + along]))
        picture.line(ring, "sim-level")
    picture.line([plane(each) for each in data["path"]], "sim-path sim-ahead")
    picture.dots([plane(best)], "sim-minimum", 3)
    picture.dots([plane(data["path"][0])], "sim-ball", 7)
    return picture


def fit_and_generalise(data: dict[str, Any], first: dict[str, Any]) -> Picture:
    """Draw the training points, the truth and the fitted curve."""
    label = f"Twenty points scattered around a wave, which is dashed, and the polynomial of degree {first['degree']}"
    picture = Picture(f"{label} that is fitted to them.", (0, 1), (-2, 2))
    picture.line(data["truth"], "sim-theory")
    picture.line(data["fit"], "sim-fit sim-line")
    picture.dots(data["points"])
    return picture


def two_ways_to_learn(data: dict[str, Any], _first: dict[str, Any]) -> Picture:
    """Draw the clouds twice: each label in its shape; and as dots, with the centres of k-means."""
    picture = Picture("Three clouds of points, with labels as shapes, and without.", (-2.4, 2.4), (-1.5, 1.5))
    for title, x in (("With labels", -1.2), ("Without labels", 1.2)):
        place = picture.at([x - 1.05, 1.2])
        picture.parts.append(f'<text x="{place[0]}" y="{place[1]}" fill="var(--plot-text)">{title}</text>')
    shapes = ["M{},{}m-3,-3h6v6h-6z", "M{},{}m0,-4l4,7h-8z", "M{},{}m0,-5l3,5l-3,5l-3,-5z"]
    marks = ""
    for (x, y), label in zip(data["points"], data["labels"], strict=True):
        marks += shapes[label].format(*picture.at([x - 1.2, y]))
    picture.parts.append(f'<path class="sim-point" style="--mark:var(--plot-text)" d="{marks}"/>')
    picture.dots([[x + 1.2, y] for x, y in data["points"]], "sim-point sim-unknown", 3)
    for k, (x, y) in enumerate(data["centres"]):
        picture.parts.append(f'<g style="--mark:var(--plot-{k + 1})">')
        picture.dots([[x + 1.2, y]], "sim-centre", 7)
        picture.parts.append("</g>")
    return picture


def pull(rows: list[dict[str, Any]], _first: dict[str, Any]) -> Picture:
    """Draw for each loss the rents, their shares of the pull, and the answer."""
    label = "Three rows of the same seven rents, with a bar for the pull of each; a line in each row marks the answer."
    picture = Picture(label, (560, 970), (-0.1, 3))
    for floor, row in zip((2, 1, 0), rows, strict=True):
        for rent, share in zip(row["rents"], row["shares"], strict=True):
            picture.line([[rent, floor], [rent, floor + 1.5 * share]], "sim-fit sim-line")
        picture.line([[560, floor], [970, floor]], "sim-level")
        picture.line([[row["at"], floor - 0.06], [row["at"], floor + 0.8]], "sim-gradient")
        picture.dots([[rent, floor] for rent in row["rents"]])
    return picture


def threshold(piles: list[list[int]], _first: dict[str, Any]) -> Picture:
    """Draw the piles, each as high as the other, and the line that cuts both."""
    label = "Two piles of borrowers: those who default reach far right, those who pay stay left; a line cuts both."
    picture = Picture(label, (0, 0.85), (-0.1, 2.1))
    for floor, pile, name in ((1.05, piles[0], "sim-path"), (0, piles[1], "sim-fit")):
        steps = [[(i + side) / 100, floor + 0.9 * many / max(pile)] for i, many in enumerate(pile) for side in (0, 1)]
        picture.line(steps, name)
        picture.line([[0, floor], [0.85, floor]], "sim-level")
    picture.line([[0.5, 0], [0.5, 2.05]], "sim-gradient")
    return picture


DRAW = {
    "batch": batch,
    "descent": descent,
    "fit-and-generalise": fit_and_generalise,
    "pull": pull,
    "race": race,
    "threshold": threshold,
    "move-w": move_w,
    "roll": roll,
    "schedule": schedule,
    "training": training,
    "two-arrows": two_arrows,
    "two-ways-to-learn": two_ways_to_learn,
    "which-valley": which_valley,
}


def placed(docs: Path = DOCS) -> list[tuple[str, str]]:
    """Return the simulations and the states in which pages show them; the first state of each comes with it."""
    found = {(name, "") for name in ALL}
    for path in docs.rglob("*.md"):
        for name, rest in PLACE.findall(path.read_text("utf-8")):
            state = re.search(r'state="([^"]*)"', rest)
            found.add((name, html.unescape(state[1]) if state else ""))
    return sorted(found)


def values(name: str, state: str) -> dict[str, Any]:
    """Return the controls' values in a state."""
    controls = {control["id"]: control for control in ALL[name]["controls"] if "default" in control}
    found = {key: control["default"] for key, control in controls.items()}
    for key, text in parse_qsl(state):
        kind = controls[key]["kind"]
        number = float(text) if kind in ("range", "log", "number") else 0.0
        found[key] = text == "true" if kind == "flag" else text if kind in ("choice", "text") else number
        if kind == "range" and number == int(number):
            found[key] = int(number)
    return found


def still(page: Page, home: str, name: str, state: str = "") -> str:
    """Return the still of a simulation in a state; `page` is any page of the site."""
    first = values(name, state)
    script = """async ([home, holders, first]) => {
      const get = (name) => import(home + (holders[`simulations/${name}.js`] ?? `simulations/${name}.js`));"""
    return DRAW[name](page.evaluate(f"{script} return {DATA[name]}; }}", [home, HOLDERS, first]), first).svg()


def main() -> None:
    """Draw all, and drop those that no page shows any more."""
    (FOLDER / "stills").mkdir(exist_ok=True)
    wanted = {still_of(DOCS.parent, name, state): (name, state) for name, state in placed()}
    with serve() as home, chromium() as browser, opener(browser, home) as tab:
        page = tab("404.html").page
        for path, (name, state) in wanted.items():
            path.write_text(still(page, home, name, state), "utf-8")
    for path in (FOLDER / "stills").glob("*.svg"):
        if path not in wanted:
            path.unlink()


if __name__ == "__main__":
    main()
