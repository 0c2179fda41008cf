"""Other means and deviations of the training and the test rows, and other tables."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "normal(50, 9,": f"normal({draw.randint(20, 55)}, {draw.randint(4, 20)},",
        "normal(80, 3,": f"normal({draw.randint(65, 99)}, {draw.randint(2, 9)},",
        "check(1, (30, 2))": f"check({draw.randint(3, 99)}, ({draw.randint(10, 99)}, {draw.randint(2, 6)}))",
        "check(2, (200, 5))": f"check({draw.randint(100, 199)}, ({draw.randint(10, 90)}0, {draw.randint(3, 9)}))",
    }
