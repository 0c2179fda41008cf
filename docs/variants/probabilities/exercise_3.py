"""Other weights, and other groups of cases."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    rare, equal, frequent = draw.randint(2, 19), draw.randint(1, 9), draw.randint(4, 40)
    rarer = draw.randint(20, 400)
    return {
        "k=4, groups=[(1, 4), (3, 3), (9, 2)]": (
            f"k={draw.randint(15, 99) / 10}, groups=[({draw.randint(1, 5)}, {rare}), ({equal}, {equal}), "
            f"({frequent}, {draw.randint(1, 9)})]"
        ),
        "k=25, groups=[(1, 99), (2, 7), (1, 1)]": (
            f"k={draw.randint(50, 999) / 10}, groups=[({draw.randint(1, 5)}, {rarer}), "
            f"({draw.randint(1, 9)}, {draw.randint(2, 30)}), ({draw.randint(1, 5)}, {draw.randint(1, 5)})]"
        ),
    }
