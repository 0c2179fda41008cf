"""Other numbers of rows in the table and in a step, of columns, of steps; other rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    steps, came, columns = draw.randint(3, 30), draw.randint(3, 9), draw.randint(2, 5)
    return {
        "range(1, 9)": f"range(1, {steps + 1})",
        "8 steps": f"{steps} steps",
        "(4, m, 2)": f"(4, m, {columns})",
        "size=4": f"size={came}",
        "size=(4, 2)": f"size=({came}, {columns})",
        "check(1, 5, 0.5)": f"check({draw.randint(3, 99)}, {draw.randint(3, 25)}, {draw.randint(11, 99) / 100})",
        "check(2, 40, 0.1)": f"check({draw.randint(100, 199)}, {draw.randint(10, 99)}, {draw.randint(2, 50) / 100})",
    }
