"""Adam with other shares of its two averages; other slopes and rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    b1, b2 = draw.choice([0.7, 0.75, 0.8, 0.85, 0.95]), draw.choice([0.97, 0.98, 0.985, 0.99, 0.995, 0.998])
    slope, last = draw.randint(11, 99) / 10, draw.randint(2, 19) / 10
    steep = draw.randint(20, 99)
    return {
        "b1=0.9, b2=0.999,": f"b1={b1}, b2={b2},",
        "(1, 0.9), (2, 0.999)": f"(1, {b1}), (2, {b2})",
        "[2.0, 2.0, 2.0], 0.1": f"[{slope}, {slope}, {slope}], {draw.randint(2, 30) / 100}",
        "[1.0, -50.0, 3.0, 0.5, 0.5], 0.01": (
            f"[{draw.randint(5, 49) / 10}, -{steep}.0, {draw.randint(11, 99) / 10}, {last}, {last}], "
            f"{draw.randint(2, 50) / 1000}"
        ),
    }
