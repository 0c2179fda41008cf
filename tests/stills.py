"""The pictures that stand in place of the simulations without JavaScript: `python -m tests.stills` draws them anew.

What is drawn is the first state, and comes from the simulations' own code in a browser.
"""

import math
from typing import Any

from playwright.sync_api import Page

from tests.served import chromium, opener, serve
from tests.simulations import FOLDER, SPECS

WIDTH, HEIGHT = 480, 300
Point = list[float]

# For each simulation what it shows at first: `first` holds the controls' values, `get` imports a module
DATA = {
    "descent": """(({ startOf }, { eigenvalues, directions, minima }) =>
        ({ start: startOf(first), eigenvalues, directions, minima })
      )(await get("descent"), (await get("kernel/landscapes")).valley(first.kappa))""",
    "which-valley": """(({ loss, minima }) => {
        const at = ([x]) => [x, loss([x])];
        const grid = Array.from({ length: 81 }, (_, i) => [-2.1 + (i * 4.2) / 80]);
        return { curve: grid.map(at), minima: minima.map(at), ball: at([first.x]) };
      })((await get("kernel/landscapes")).twoMinima())""",
    "training": """(({ x, y }) => ({ houses: x.map((each, i) => [each, y[i]]) })
      )((await get("training")).houses(first.seed))""",
    "fit-and-generalise": """(({ sample, TRUTHS }) => {
        const { x, y } = sample(first).training;
        const grid = Array.from({ length: 81 }, (_, i) => i / 80);
        const truth = grid.map((each) => [each, TRUTHS[first.truth](each)]);
        return { points: x.map((each, i) => [each, y[i]]), truth };
      })(await get("fit-and-generalise"))""",
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
        """Draw a line through points."""
        path = " ".join(f"{x},{y}" for x, y in map(self.at, points))
        self.parts.append(f'<polyline class="{name}" points="{path}"/>')

    def ellipse(self, along: float, across: float, angle: float) -> None:
        """Draw an ellipse around the origin: half axes in units of x, turned by degrees."""
        (x, y), unit = self.at([0, 0]), WIDTH / (self.x[1] - self.x[0])
        self.parts.append(
            f'<ellipse class="sim-level" cx="{x}" cy="{y}" rx="{along * unit:.1f}" ry="{across * unit:.1f}"'
            f' transform="rotate({-angle:.1f} {x} {y})"/>'
        )

    def svg(self) -> str:
        """Return the picture."""
        head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{self.label}"'
        return "\n".join([f'{head} viewBox="0 0 {WIDTH} {HEIGHT}">', *self.parts, "</svg>\n"])


def descent(data: dict[str, Any]) -> Picture:
    """Draw the valley's lines of equal cost and the ball at its start."""
    label = "Lines of equal cost around the lowest point; the ball stands in a corner."
    picture = Picture(label, (-4.4, 4.4), (-2.75, 2.75))
    along, across = data["eigenvalues"]
    cos, sin = data["directions"][0]
    for level in (0.3, 0.7, 1.2, 1.8, 2.5, 3.3, 4.2):
        picture.ellipse(level, level * math.sqrt(along / across), math.degrees(math.atan2(sin, cos)))
    picture.dots(data["minima"], "sim-minimum", 3)
    picture.dots([data["start"]], "sim-ball", 7)
    return picture


def which_valley(data: dict[str, Any]) -> Picture:
    """Draw the quartic and the ball at its start."""
    label = "A curve with two valleys, the left one deeper; the ball stands high on the right."
    picture = Picture(label, (-2.2, 2.2), (-5, 9))
    picture.line(data["curve"], "sim-fit")
    picture.dots(data["minima"], "sim-start", 5)
    picture.dots([data["ball"]], "sim-ball", 7)
    return picture


def training(data: dict[str, Any]) -> Picture:
    """Draw the houses and the flat line."""
    picture = Picture("Fourteen houses, dearer with size, and a flat line at a price of nothing.", (0, 6), (-5, 55))
    picture.line([[0, 0], [6, 0]], "sim-path")
    picture.dots(data["houses"])
    return picture


def fit_and_generalise(data: dict[str, Any]) -> Picture:
    """Draw the training points and the truth."""
    picture = Picture("Twenty points scattered around a wave, which is dashed.", (0, 1), (-2, 2))
    picture.line(data["truth"], "sim-theory")
    picture.dots(data["points"])
    return picture


def two_ways_to_learn(data: dict[str, Any]) -> Picture:
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


DRAW = {
    "descent": descent,
    "fit-and-generalise": fit_and_generalise,
    "training": training,
    "two-ways-to-learn": two_ways_to_learn,
    "which-valley": which_valley,
}


def still(page: Page, home: str, name: str) -> str:
    """Return the still of a simulation; `page` is any page of the site."""
    first = {control["id"]: control["default"] for control in SPECS[name]["controls"] if "default" in control}
    script = "async ([home, first]) => { const get = (name) => import(`${home}simulations/${name}.js`);"
    return DRAW[name](page.evaluate(f"{script} return {DATA[name]}; }}", [home, first])).svg()


def main() -> None:
    """Draw all."""
    with serve() as home, chromium() as browser, opener(browser, home) as tab:
        page = tab("404.html").page
        for name in SPECS:
            (FOLDER / f"{name}.svg").write_text(still(page, home, name), "utf-8")


if __name__ == "__main__":
    main()
