"""Other points near a line, and so other highest rates, for all of them and without the first."""

import math
import random
from statistics import fmean


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        slope, part = draw.randint(14, 24) / 10, draw.randint(40, 99) / 10
        x = [draw.randint(5, 40) / 10, *(round(each + draw.randint(-15, 15) / 10, 1) for each in range(2, 6))]
        y = [round(slope * each + draw.randint(-3, 3) / 10, 1) for each in x]
        highest = edge(x, y, 51, 98)
        other = edge(x[1:], [1 - each / part for each in y[1:]], 25, 90, late=True)
        if 0.8 <= y[1] < 10 and len({*x}) == 5 and highest and other and highest != other:
            break
    return {
        "[1, 2, 3, 4, 5], [2.1, 4.0, 6.2, 7.9, 10.1]": f"{x}, {y}",
        "y / 8": f"y / {part}",
        "y[1:] / 8": f"y[1:] / {part}",
    }


def edge(x: list[float], y: list[float], least: int, most: int, late: bool = False) -> int:
    """Return the highest rate in thousandths, or 0 where it is not between these, or a sensible search misses it.

    With `late` the loss at the next rate falls for ten steps, which misleads a search that takes only these.
    """
    square, mean = fmean(each**2 for each in x), fmean(x)
    root = math.hypot(square - 1, 2 * mean)
    steep, flat = square + 1 + root, square + 1 - root  # the curvatures
    both, alone = fmean(one * other for one, other in zip(x, y, strict=True)), fmean(y)
    w = (both - mean * alone) / (square - mean**2)
    b = alone - mean * w
    floor = fmean((w * one + b - other) ** 2 for one, other in zip(x, y, strict=True))
    axis = (2 * mean, steep - 2 * square)
    along = (w * axis[0] + b * axis[1]) / math.hypot(*axis)

    def loss(rate: int, steps: int) -> float:
        """Return the loss at the end of a run."""
        ends = [(steep, along**2), (flat, w**2 + b**2 - along**2)]
        return floor + sum(c / 2 * (1 - rate / 1000 * c) ** (2 * steps) * start for c, start in ends)

    highest, rest = divmod(2000 / steep, 1)
    good, bad = int(highest), int(highest) + 1
    found = (
        least <= good <= most
        and good % 10 > 0
        and 0.25 < rest < 0.75
        and loss(good, 1000) < min(1, loss(1, 1000), loss(good, 0))
        and loss(good, 200) < loss(good, 100)
        and loss(good, 400) < loss(good, 0)
        and loss(bad, 200) > loss(bad, 100)
        and loss(bad, 300) > loss(bad, 0)
        and loss(bad, 500) > 200
        and (not late or max(loss(bad, 1), loss(bad, 10)) < 0.99 * loss(bad, 0))
    )
    return good if found else 0
