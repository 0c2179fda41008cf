"""Other factors, and with them other numbers of units."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    # The check prints what follows from the factors: the numbers of units hang on these, so that no two print the same
    up, down = draw.choice([*range(20, 100), *range(100, 501, 10)]) / 10, draw.randint(11, 99) / 100
    return {
        "check(1, 4, 10.0)": f"check({round(10 * up)}, {3 + round(10 * up) % 7}, {up})",
        "check(2, 9, 0.5)": f"check({round(100 * down)}, {5 + round(100 * down) % 11}, {down})",
    }
