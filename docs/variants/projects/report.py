"""Another number of splits, and other invented ones; the runs stop elsewhere."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    epochs = draw.randint(12, 30)
    ours = [draw.randint(50, 64) for _ in range(4)]
    while True:
        differences = [draw.randint(-3, 3) for _ in range(4)]
        if sum(differences) and len({*ours}) > 1 and len({*differences}) > 1:  # no answer is 0
            break
    theirs = [each - difference for each, difference in zip(ours, differences, strict=True)]
    return {
        "(30, 1)": f"({epochs}, 1)",
        "360": f"{12 * epochs}",
        "range(20)": f"range({draw.randint(10, 25)})",
        "[50, 52, 55, 61], [49, 53, 54, 60]": f"{ours}, {theirs}",
    }
