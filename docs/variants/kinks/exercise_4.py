"""Other entries, beyond the threshold and within it; other thresholds."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def size(least: int, most: int) -> float:
        return draw.randint(least, most) / 10

    within = f"{draw.randint(11, 59) / 100}, -{draw.randint(6, 59) / 100}"
    return {
        "[3.0, -2.0, 0.5, -0.25, 0.0], 1)": f"[{size(25, 79)}, -{size(20, 79)}, {within}, 0.0], {size(6, 19)})",
        "[5.0, -5.0, 0.125], 0.25)": (
            f"[{size(11, 79)}, -{size(11, 79)}, {draw.randint(30, 200) / 1000}], {draw.randint(21, 99) / 100})"
        ),
    }
