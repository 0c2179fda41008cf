"""Other scores: near the border, on the wrong side of it, and too far out for a float."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "0.5": f"{draw.randint(11, 240) / 100:.1f}",
        "-2,": f"-{draw.randint(11, 99) / 10:.1f},",
        "800": f"{draw.choice([*range(750, 1000, 10), *range(1000, 4100, 100)])}",
    }
