"""Other rises, falls and temperatures."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "(-1, 2)": f"(-{draw.randint(1, 5)}, {draw.randint(5, 90) / 10})",
        "(1, 1)": f"({draw.randint(1, 3)}, {draw.randint(11, 45) / 10})",
        "(2, 0.5)": f"({draw.randint(5, 30) / 10}, {draw.randint(5, 9) / 10})",
        "(1, 10)": f"({draw.randint(1, 5)}, {draw.randint(6, 50)})",
        "(0, 1)": f"(0, {draw.randint(1, 5)})",
        "(-5000, 1)": f"(-5000, {draw.randint(1, 5)})",
    }
