"""Another bowl, and other waves on another bowl: of so many times its curvature that it has one low place."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    steep, wide = (
        draw.choice([*range(11, 50), *range(55, 100, 5)]) / 10,
        draw.choice([*range(11, 20), *range(21, 31)]) / 10,
    )
    high = draw.randint(round(14 * wide), min(99, round(40 * wide))) / 10
    return {
        "3 * w**2": f"{steep:g} * w**2",
        "6 * w": f"{round(2 * steep, 1):g} * w",
        "w**2 + 3 * np.sin(w) ** 2": f"{wide} * w**2 + {high:g} * np.sin(w) ** 2",
        "2 * w + 3 * np.sin(2 * w)": f"{round(2 * wide, 1):g} * w + {high:g} * np.sin(2 * w)",
    }
