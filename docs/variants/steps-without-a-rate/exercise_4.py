"""Bowls of other curvatures, and with other numbers of weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "uniform(1, 20, d)": f"uniform(1, {draw.randint(8, 60)}, d)",
        "check(1, 2)": f"check({draw.randint(3, 99)}, {draw.randint(2, 5)})",
        "check(2, 6)": f"check({draw.randint(100, 199)}, {draw.randint(6, 30)})",
    }
