"""Another share of the cubes in the gradient, other numbers of weights, and other numbers for them."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.randint(2, 5)
    many = draw.choice([*range(16, 100), *range(100, 260, 10)])
    return {
        "A @ w + w**3": f"A @ w + {factor} * w**3",
        "3 * w**2 * v": f"{3 * factor} * w**2 * v",
        "check(1, 3)": f"check({draw.randint(1, 99)}, {draw.randint(2, 15)})",
        "check(2, 50)": f"check({draw.randint(100, 199)}, {many})",
    }
