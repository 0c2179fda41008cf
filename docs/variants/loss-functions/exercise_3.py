"""Other errors, one within the threshold and two beyond it; other thresholds."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def size(least: int, most: int) -> float:
        return draw.randint(least, most) / 10

    return {
        "(0.5, 2)": f"({draw.randint(11, 99) / 100}, {size(11, 45)})",
        "(-6, 2)": f"(-{size(50, 99)}, {size(11, 45)})",
        "(3, 1)": f"({size(25, 90)}, {size(5, 20)})",
    }
