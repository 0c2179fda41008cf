"""AdamW with other shares of its two means; other starts, slopes, rates and decays."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    b1, b2 = draw.choice([0.7, 0.75, 0.8, 0.85, 0.95]), draw.choice([0.97, 0.98, 0.985, 0.995, 0.998])

    def some(least: int, most: int) -> str:  # never zero, so that signs and sizes stay as the book's
        return str(draw.randint(least, most))

    return {
        "b1=0.9, b2=0.999,": f"b1={b1}, b2={b2},",
        "0.999 **": f"{b2} **",
        "0.9 **": f"{b1} **",
        "[4, -2, 1], [[2, -1, 0], [5, 3, 1], [0.5, 0.5, 0]], 0.1, 0.5": (
            f"[{some(3, 9)}, -{some(2, 6)}, {some(1, 4)}], [[{some(1, 4)}, -{some(1, 4)}, 0], "
            f"[{some(3, 9)}, {some(2, 9)}, {some(1, 4)}], [0.5, 0.5, 0]], "
            f"{draw.randint(5, 20) / 100}, {draw.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8])}"
        ),
        "[1, 2, -3], [[-30, 2, 0], [1.5, 2, 0], [1, -4, 0]], 0.02, 3.0": (
            f"[{some(1, 4)}, {some(1, 4)}, -{some(2, 6)}], [[-{some(20, 60)}, {some(1, 4)}, 0], "
            f"[1.5, {some(1, 4)}, 0], [{some(1, 4)}, -{some(2, 6)}, 0]], "
            f"{draw.randint(2, 5) / 100}, {draw.choice([2.0, 2.5, 3.5, 4.0])}"
        ),
    }
