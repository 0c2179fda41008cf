"""The cubes have a factor, and the product other weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([1, 2, 4, 5])
    outer = draw.choice([1, 2]) if factor == 1 else 1
    w = [outer, draw.randint(1, {1: 4, 2: 3}.get(factor, 2)), -1]
    left, right = (draw.randint(11, 99) / 10 for _ in range(2))
    return {
        "w @ w**2": "w @ w**2" if factor == 1 else f"{factor} * w @ w**2",
        "[1, 2, -1]": f"{w}",
        "[3, 12, 3]": f"{[3 * factor * each**2 for each in w]}",
        "[3.0, 5.0]": f"{[left, right]}",
        "[5, 3]": f"{[right, left]}",
    }
