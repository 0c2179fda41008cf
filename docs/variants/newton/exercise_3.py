"""Other bowls: their curvatures, and the numbers of dimensions."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "+ np.eye(d)": f"+ {draw.choice([0.5, 2, 3, 4, 5])} * np.eye(d)",
        "check(1, 2)": f"check({draw.randint(3, 99)}, {draw.randint(2, 9)})",
        "check(2, 6)": f"check({draw.randint(100, 199)}, {draw.randint(3, 30)})",
    }
