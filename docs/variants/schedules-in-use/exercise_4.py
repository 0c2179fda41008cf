"""Other rates of the plateau, and decays of other lengths."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "check(1.0, 4)": f"check({draw.randint(3, 49) / 10}, {draw.randint(3, 19)})",
        "check(0.03, 500)": f"check({draw.randint(6, 99) / 1000}, {draw.randint(10, 99)}0)",
    }
