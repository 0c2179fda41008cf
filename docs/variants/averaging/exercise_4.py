"""Other weights, and other numbers of them."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "normal(5, 1,": f"normal({draw.randint(2, 9)}, {draw.randint(1, 4)},",
        "check(1, 5)": f"check({draw.randint(3, 99)}, {draw.randint(3, 9)})",
        "check(2, 1000)": f"check({draw.randint(100, 199)}, {draw.randint(5, 30)}00)",
    }
