"""The gradient has a factor, and the gains at the border change with it; other delays, and numbers of steps."""

import random

BORDERS = {2: 0.618, 3: 0.445, 4: 0.347}  # of gain times factor, by the delay


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([0.4, 0.5, 2, 2.5])
    gain = draw.randint(max(6, round(10 / factor)), min(99, round(60 / factor))) / 100
    delay = draw.choice([*BORDERS])
    return {
        "gradient at w is w": f"gradient at w is {factor} w",
        "gain * ": f"{factor} * gain * ",
        "-= gain": f"-= {factor} * gain",
        "(1 - gain)": f"(1 - {factor} * gain)",
        "(0.3, 2, 12)": f"({gain}, {draw.randint(1, 3)}, {draw.randint(8, 20)})",
        "(0.618, 2, 40)": f"({round(BORDERS[delay] / factor, 3)}, {delay}, {draw.randint(20, 60)})",
        "(1.0, 1, 9)": f"({1 / factor:.1f}, 1, {draw.randint(6, 15)})",
    }
