"""The losses have a factor, which their slopes have too; other clinics, rates and numbers of steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([2, 3, 4, 5])
    slow, fast = (draw.randint(least, min(90, round(90 / factor))) / 100 for least in (4, 10))
    best = draw.randint(6, 40)
    return {
        "curvature * (w - best)": f"{factor} * curvature * (w - best)",
        "(1 - rate * c)": f"(1 - {factor} * rate * c)",
        "0.1]": f"0.{draw.randint(1, 4)}]",
        "10.0], 5.0": f"{best}.0], {draw.randint(2, 20)}.0",
        "(0.2, 2)": f"({slow}, {draw.randint(2, 8)})",
        "(0.5, 10)": f"({fast}, {draw.randint(5, 40)})",
        # what readers hand in
        "(1 - rate * curvature)": f"(1 - {factor} * rate * curvature)",
    }
