"""Another number of splits, and other invented ones; the runs stop elsewhere."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    epochs = draw.randint(12, 30)
    ours = [draw.randint(50, 64) for _ in range(4)]
    theirs = [each + draw.randint(-3, 3) for each in ours]
    return {
        "(30, 1)": f"({epochs}, 1)",
        "360": f"{12 * epochs}",
        "range(20)": f"range({draw.randint(10, 25)})",
        "[50, 52, 55, 61], [49, 53, 54, 60]": f"{ours}, {theirs}",
    }
