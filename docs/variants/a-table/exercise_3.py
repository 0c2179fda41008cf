"""Other columns, and other numbers of rows."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    sizes = [draw.randint(6, 40) / 10, draw.randint(3, 40), draw.randint(5, 40) * 10]
    return {
        "normal(3, 1,": f"normal({draw.randint(2, 9)}, {draw.choice([0.5, 1, 1.5, 2])},",
        "[1, 10, 100]": f"{sizes}",
        "check(1, 20)": f"check({draw.randint(1, 99)}, {draw.randint(16, 40)})",
        "check(2, 60)": f"check({draw.randint(100, 199)}, {draw.randint(42, 90)})",
    }
