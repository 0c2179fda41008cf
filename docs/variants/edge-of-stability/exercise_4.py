"""Other matrices behind the products: their sizes, and their largest curvatures."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    steep, flat = draw.randint(10, 99), draw.randint(12, 99) / 10
    return {
        "check(1, 3, 40.0)": f"check({draw.randint(3, 99)}, {draw.randint(3, 12)}, {steep}.0)",
        "check(2, 60, 2.5)": f"check({draw.randint(100, 199)}, {draw.randint(20, 90)}, {flat})",
    }
