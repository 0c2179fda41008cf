"""Other rates, deviations and widths: to a wider network, and to a narrower one."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    times, share = draw.choice([2, 3, 4, 5, 6, 8, 10, 16]), draw.choice([2, 3, 4, 5, 6, 8])
    width = draw.randint(max(4, 26 // times + 1), min(80, 640 // times))
    narrow = draw.choice([5, 10, 15, 20, 30, 40, 50, 60])
    rate, other_rate = draw.randint(10, 99) / 10_000, draw.randint(2, 40) / 100
    deviation, other_deviation = draw.randint(6, 90) / 100, draw.randint(2, 45) / 100
    return {
        "0.004, 0.25, 16, 128": f"{rate}, {deviation}, {width}, {width * times}",
        "0.1, 0.1, 100, 25": f"{other_rate}, {other_deviation}, {max(20, narrow * share)}, {narrow}",
    }
