"""Other bowls, rates and numbers of steps."""

import random

import numpy as np


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        a, b, c = draw.randint(20, 60) / 10, draw.randint(3, 15) / 10, draw.randint(10, 50) / 10
        rate, steps = draw.randint(5, 20) / 100, draw.randint(4, 15)
        if a != c and lasts([[a, b], [b, c]], rate, steps):
            break
    while True:
        d, e, f = draw.randint(30, 90) / 10, draw.randint(2, 6), draw.randint(1, 3)
        g, h = draw.randint(3, 9), draw.randint(2, 7)
        often, many = draw.randint(5, 25) / 100, draw.randint(12, 80)
        bowl = [[d, -e, f], [-e, g, 0], [f, 0, h]]
        if lasts(bowl, often, many) and not mirrored(bowl):
            break
    return {
        "[[3.0, 1.0], [1.0, 2.0]]": f"[[{a}, {b}], [{b}, {c}]]",
        "0.1, 7": f"{rate}, {steps}",
        "[[5.0, -4, 1], [-4, 4, 0], [1, 0, 3]]": f"[[{d}, -{e}, {f}], [-{e}, {g}, 0], [{f}, 0, {h}]]",
        "0.15, 40": f"{often}, {many}",
    }


def lasts(bowl: list[list[float]], rate: float, steps: int) -> bool:
    """Say whether descent shrinks all directions, and leaves something of the flattest that four decimals show."""
    factors = abs(1 - rate * np.linalg.eigvalsh(bowl))
    return 0.05 < max(factors) ** steps < 0.7


def mirrored(bowl: list[list[float]]) -> bool:
    """Say whether rows do what columns do: who takes one for the other would not see it."""
    directions = np.linalg.eigh(bowl)[1]
    return np.allclose(abs(directions), abs(directions.T), atol=0.02)
