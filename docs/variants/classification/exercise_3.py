"""Other prices, and other cases."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    cases = f"{draw.choice([*range(60, 100), *range(100, 200, 10)])}"
    alarm, miss = draw.randint(1, 3), draw.randint(1, 3)
    dear, dearer = draw.randint(8 * alarm, 40), draw.randint(4 * miss, 15)
    return {
        "40": cases,
        "seed=1, miss=9, alarm=1": f"seed={draw.randint(1, 99)}, miss={dear}, alarm={alarm}",
        "seed=2, miss=1, alarm=3": f"seed={draw.randint(100, 199)}, miss={miss}, alarm={dearer}",
    }
