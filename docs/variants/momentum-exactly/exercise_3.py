"""Other curvatures: the least and the largest."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "(1, 9)": f"({draw.randint(5, 15) / 10}, {draw.randint(60, 400) // 10})",
        "(0.5, 70)": f"({draw.randint(20, 99) / 100}, {draw.randint(20, 99)})",
    }
