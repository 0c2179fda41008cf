"""The lowest point lies elsewhere; other rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    lowest = draw.choice([2, 4, 5, 6, 7, 8, 9])
    rates = [draw.randint(5, 30) / 100, draw.randint(5, 40) / 1000, draw.randint(60, 95) / 100]
    return {
        "x - 3": f"x - {lowest}",
        "- 3)": f"- {lowest})",
        "3 - 3 *": f"{lowest} - {lowest} *",
        "+ 5": f"+ {draw.randint(1, 9)}",
        "[0.1, 0.01, 0.9]": f"{rates}",
        # what readers hand in
        "- 6)": f"- {2 * lowest})",
        "6 * learning_rate": f"{2 * lowest} * learning_rate",
        "min(3.0,": f"min({lowest}.0,",
        "(3 - x)": f"({lowest} - x)",
        "(3 - path[-1])": f"({lowest} - path[-1])",
    }
