"""Other columns: their means and deviations, and how many; another intercept."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "uniform(10, 90,": f"uniform({draw.randint(5, 30)}, {draw.randint(4, 20)}0,",
        "uniform(2, 9,": f"uniform({draw.randint(1, 4)}, {draw.randint(6, 25)},",
        "3.0": f"{draw.randint(10, 90) / 10}",
        "check(1, 2)": f"check({draw.randint(3, 99)}, {draw.randint(2, 6)})",
        "check(2, 5)": f"check({draw.randint(100, 199)}, {draw.randint(3, 15)})",
    }
