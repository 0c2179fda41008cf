"""Other tables: means, deviations, numbers of rows and of columns."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    columns = draw.randint(2, 6)
    return {
        "normal(3, 1, (n, 3))": f"normal({draw.randint(1, 9)}, {draw.randint(1, 4)}, (n, {columns}))",
        "normal(9, 4, n)": f"normal({draw.randint(5, 40)}, {draw.randint(2, 9)}, n)",
        "check(1, 20)": f"check({draw.randint(3, 99)}, {draw.randint(18, 60)})",
        "check(2, 60)": f"check({draw.randint(100, 199)}, {draw.randint(30, 99)})",
    }
