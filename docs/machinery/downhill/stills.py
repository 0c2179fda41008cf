"""A still picture of each simulation's first state, as SVG in the site's colours, for readers without JavaScript."""

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 480, 300
Point = tuple[float, float]


class Picture:
    """A small SVG with a box of values: `x` and `y` are (low, high)."""

    def __init__(self, label: str, x: Point, y: Point) -> None:
        self.label, self.x, self.y = label, x, y
        self.parts: list[str] = []

    def at(self, point: Point) -> Point:
        """Return the pixels of a point."""
        (left, right), (low, high) = self.x, self.y
        return (
            round(WIDTH * (point[0] - left) / (right - left), 1),
            round(HEIGHT * (high - point[1]) / (high - low), 1),
        )

    def dots(self, points: Iterable[Point], name: str = "sim-data", r: float = 4) -> None:
        """Draw points."""
        for x, y in map(self.at, points):
            self.parts.append(f'<circle class="{name}" cx="{x}" cy="{y}" r="{r}"/>')

    def line(self, points: Iterable[Point], name: str = "sim-fit") -> None:
        """Draw a line through points."""
        path = " ".join(f"{x},{y}" for x, y in map(self.at, points))
        self.parts.append(f'<polyline class="{name}" points="{path}"/>')

    def ellipse(self, across: float, along: float, angle: float) -> None:
        """Draw an ellipse around the origin: half axes in units of x, turned by degrees."""
        (x, y), unit = self.at((0, 0)), WIDTH / (self.x[1] - self.x[0])
        self.parts.append(
            f'<ellipse class="sim-level" cx="{x}" cy="{y}" rx="{along * unit:.1f}" ry="{across * unit:.1f}"'
            f' transform="rotate({-angle:.1f} {x} {y})"/>'
        )

    def svg(self) -> str:
        """Return the picture."""
        return f'<svg role="img" aria-label="{self.label}" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(self.parts)}</svg>'


def descent(first: dict[str, Any]) -> Picture:
    """Draw the valley's lines of equal cost and the ball at its start."""
    picture = Picture("Lines of equal cost around the lowest point; the ball stands in a corner.", (-4, 4), (-2.5, 2.5))
    for level in (0.3, 0.7, 1.2, 1.8, 2.5, 3.3, 4.2):
        picture.ellipse(level / math.sqrt(first["kappa"]), level, math.degrees(math.atan2(3, 4)))
    picture.dots([(0, 0)], "sim-minimum", 3)
    picture.dots([(-3.5, 2.4)], "sim-ball", 7)
    return picture


def generator(seed: int) -> tuple[Callable[[], float], Callable[[], float]]:
    """Return `uniform` and `normal` of docs/simulations/kernel/random.js."""
    state = seed

    def uniform() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ state >> 15) * (state | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) & 0xFFFFFFFF
        return ((mixed ^ mixed >> 14) & 0xFFFFFFFF) / 2**32

    return uniform, lambda: sum(uniform() for _ in range(12)) - 6


def grid(low: float, high: float, points: int = 80) -> list[float]:
    """Return numbers at even distances."""
    return [low + i * (high - low) / points for i in range(points + 1)]


def which_valley(first: dict[str, Any]) -> Picture:
    """Draw the quartic and the ball at its start."""

    def cost(x: float) -> float:
        return x**4 - 3 * x**2 + 0.5 * x

    label = "A curve with two valleys, the left one deeper; the ball stands high on the right."
    picture = Picture(label, (-2.2, 2.2), (-5, 9))
    picture.line([(x, cost(x)) for x in grid(-2.1, 2.1)])
    picture.dots([(x, cost(x)) for x in (-1.26446, 1.18073)], "sim-start", 5)
    picture.dots([(first["x"], cost(first["x"]))], "sim-ball", 7)
    return picture


def training(first: dict[str, Any]) -> Picture:
    """Draw the houses and the flat line."""
    uniform, normal = generator(first["seed"])
    x = [round(0.5 + 5 * uniform(), 2) for _ in range(14)]
    houses = [(each, 8 + 6 * each + 3 * normal()) for each in x]
    picture = Picture("Fourteen houses, dearer with size, and a flat line at a price of nothing.", (0, 6), (-5, 55))
    picture.line([(0, 0), (6, 0)], "sim-path")
    picture.dots(houses)
    return picture


def fit_and_generalise(first: dict[str, Any]) -> Picture:
    """Draw the training points and the truth."""
    uniform, normal = generator(first["seed"])

    def draw(size: int) -> list[Point]:
        x = [uniform() for _ in range(size)]
        return [(each, math.sin(2 * math.pi * each) + first["noise"] * normal()) for each in x]

    draw(200)
    picture = Picture("Twenty points scattered around a wave, which is dashed.", (0, 1), (-2, 2))
    picture.line([(x, math.sin(2 * math.pi * x)) for x in grid(0, 1)], "sim-theory")
    picture.dots(draw(first["n"]))
    return picture


def two_ways_to_learn(first: dict[str, Any]) -> Picture:
    """Draw the blobs."""
    _, normal = generator(first["seed"])
    centres = [(-0.5, -0.4), (0.5, -0.3), (0.0, 0.55)]
    picture = Picture("Three clouds of points.", (-1.6, 1.6), (-1, 1))
    for i in range(first["points"]):
        x, y = centres[i % 3]
        picture.dots([(x + 0.17 * normal(), y + 0.17 * normal())], f"sim-label-{i % 3}")
    return picture


DRAW: dict[str, Callable[[dict[str, Any]], Picture]] = {
    "descent": descent,
    "fit-and-generalise": fit_and_generalise,
    "training": training,
    "two-ways-to-learn": two_ways_to_learn,
    "which-valley": which_valley,
}


def picture(name: str, root: Path) -> str:
    """Return the still of a simulation in its first state."""
    spec = json.loads((root / "docs" / "simulations" / f"{name}.json").read_text("utf-8"))
    first = {control["id"]: control.get("default") for control in spec["controls"]}
    return DRAW[name](first).svg()
