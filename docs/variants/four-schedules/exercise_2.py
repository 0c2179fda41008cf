"""Other penalties, starts and numbers of updates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    penalty = f"{draw.randint(3, 40) / 100_000:.5f}".rstrip("0")
    other = f"{draw.randint(11, 99) / 100}"
    return {
        "(0.0001, 1000, 9)": f"({penalty}, {draw.randint(2, 50)}00, {draw.randint(4, 30)})",
        "(0.5, 2, 40)": f"({other}, {draw.randint(1, 9)}, {draw.randint(10, 90)})",
    }
