"""Other bowls."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    steep, mixed, flat = draw.randint(25, 80) / 10, draw.randint(2, 12) / 10, draw.randint(15, 50) / 10
    values = [float(draw.randint(5, 40) * 10), draw.randint(25, 99) / 10, draw.randint(5, 20) / 10]
    return {
        "[[3.0, 1.0], [1.0, 2.0]]": f"[[{steep}, {mixed}], [{mixed}, {flat}]]",
        "[100.0, 4.0, 1.0]": f"{values}",
    }
