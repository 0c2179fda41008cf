"""Other bowls: their curvatures, and the numbers of weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "roots.T + np.eye(d)": f"roots.T + {draw.choice([0.5, 2, 3, 4, 5])} * np.eye(d)",
        "check(1, 2)": f"check({draw.randint(3, 99)}, {draw.randint(2, 6)})",
        "check(2, 7)": f"check({draw.randint(100, 199)}, {draw.randint(3, 12)})",
    }
