"""Other fits: how many, how far from the truth, and how far from each other."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    many, shift, spread = draw.randint(6, 90) * 10, draw.randint(12, 49) / 10, draw.randint(12, 40) / 10
    few, hours, near, wide = (
        draw.randint(5, 30),
        draw.randint(4, 20),
        draw.randint(5, 45) / 100,
        draw.randint(15, 80) / 10,
    )
    return {
        "check(1, 200, 24, 2.0, 1.0)": f"check(1, {many}, 24, {shift}, {spread})",
        "check(2, 9, 5, 0.1, 3.0)": f"check(2, {few}, {hours}, {near}, {wide})",
    }
