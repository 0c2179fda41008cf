"""Points around another line, with other inputs and more noise or less."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    sign, meets = draw.choice(["-", "+"]), draw.choice([*range(11, 100), *range(110, 201, 10)]) / 10
    return {
        "uniform(2, 9, n)": f"uniform({draw.randint(1, 5)}, {draw.randint(8, 30)}, n)",
        "3 * x - 4": f"{draw.randint(20, 99) / 10:g} * x {sign} {meets:g}",
        "normal(0, 1, n)": f"normal(0, {draw.randint(5, 40) / 10:g}, n)",
        "check(1, 6)": f"check({draw.randint(3, 99)}, {draw.randint(5, 20)})",
        "check(2, 30)": f"check({draw.randint(100, 199)}, {draw.randint(21, 99)})",
    }
