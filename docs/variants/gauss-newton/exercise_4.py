"""Other numbers of residuals and of weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    few, many = draw.randint(2, 9), draw.randint(3, 20)
    return {
        "check(1, 5, 2)": f"check(1, {few + draw.randint(3, 16)}, {few})",
        "check(2, 40, 6)": f"check(2, {many + draw.randint(5, 75)}, {many})",
    }
