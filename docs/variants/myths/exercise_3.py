"""Other bowls, places and minima."""

import math
import random


def vary(draw: random.Random) -> dict[str, str]:
    def tenths(least: int, most: int) -> float:
        return draw.randint(least, most) / 10

    steep, flat = draw.randint(4, 40) * 10.0, tenths(5, 40)
    w = [tenths(5, 40), float(draw.randint(3, 40))]
    while True:
        a, b, c = draw.randint(1, 9), draw.randint(1, 4), draw.randint(1, 9)
        place, lowest = [draw.randint(2, 9), -draw.randint(1, 4)], [draw.randint(1, 4), draw.randint(1, 9)]
        x, y = (one - other for one, other in zip(place, lowest, strict=True))
        cross, along = x * (b * x + c * y) - y * (a * x + b * y), x * (a * x + b * y) + y * (b * x + c * y)
        if a * c > b * b and cross and abs(math.degrees(math.atan2(abs(cross), along)) - 25) < 19:
            break
    return {
        "[[100.0, 0.0], [0.0, 1.0]], [1.0, 10.0]": f"[[{steep}, 0.0], [0.0, {flat}]], {w}",
        "[[3.0, 1.0], [1.0, 2.0]], [4.0, -1.0], [1.0, 2.0]": (
            f"[[{a}.0, {b}.0], [{b}.0, {c}.0]], {[*map(float, place)]}, {[*map(float, lowest)]}"
        ),
    }
