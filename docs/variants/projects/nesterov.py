"""Other starts, rates, momenta and numbers of steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "0.0, 0.12, 0.91, 100": (
            f"{draw.randint(-20, 40)}.0, {draw.randint(60, 119) / 1000}, {draw.randint(80, 95) / 100}, "
            f"{draw.randint(5, 15)}0"
        ),
        "9.0, 0.1, 0.8, 30": (
            f"{draw.randint(2, 45)}.0, {draw.randint(4, 11) / 100}, {draw.randint(50, 89) / 100}, "
            f"{draw.randint(10, 60)}"
        ),
    }
