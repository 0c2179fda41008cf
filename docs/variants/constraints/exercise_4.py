"""Other points, and other balls."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    x, y, radius = draw.randint(2, 5), draw.randint(1, 4), draw.randint(2, 4)
    beside = draw.randint(radius + 1, 9)  # from the centre
    far = f"[{draw.randint(3, 12)}, {draw.randint(3, 12)}]"
    inside = f"[{draw.randint(5, 60) / 100}, -{draw.randint(5, 50) / 100}]"
    return {
        "[3, 4], [0, 0], 1": f"{far}, [0, 0], {draw.choice([1, 1.5, 2, 2.5])}",
        "[0.2, -0.1], [0, 0], 1": f"{inside}, [0, 0], {draw.randint(1, 5)}",
        "[5, 1], [2, 1], 2": f"[{x + beside}, {y}], [{x}, {y}], {radius}",
        "[2, 1], [2, 1], 3": f"[{x}, {y}], [{x}, {y}], {draw.randint(1, 9)}",
    }
