"""Other curvatures, and other numbers of steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    largest = draw.choice([*range(40, 100), *range(100, 160, 10)])
    return {
        "check(1, 10, 2)": f"check({draw.randint(1, 3)}, {draw.randint(8, 50)}, {draw.randint(2, 4)})",
        "check(0.5, 70, 12)": f"check({draw.randint(2, 9) / 10}, {largest}, {draw.randint(6, 16)})",
    }
