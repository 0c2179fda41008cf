"""Classes of other sizes."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    few, many = 4 * draw.randint(3, 9), 4 * draw.randint(10, 30)
    three = [4 * draw.randint(3, 15), 4 * draw.randint(6, 20), 20 * draw.randint(4, 12)]
    return {
        "check(1, [8, 32])": f"check(1, [{few}, {many}])",
        "check(2, [12, 40, 100])": f"check(2, {three})",
    }
