"""Other numbers of points and of centres."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "check(1, 8, 2)": f"check({draw.randint(3, 99)}, {draw.randint(7, 30)}, {draw.randint(2, 5)})",
        "check(2, 50, 7)": f"check({draw.randint(100, 199)}, {draw.randint(31, 99)}, {draw.randint(6, 20)})",
    }
