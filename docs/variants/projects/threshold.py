"""Other costs, and other splits of the tumours: on each the check tells the best threshold from every mistake."""

import random

MISS = {  # what a miss costs: seeds of splits
    5: [6, 10, 12, 14, 15, 16, 17, 20, 24, 25, 26, 29, 30, 33],
    8: [6, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 24, 26, 29, 30, 31, 32, 33, 34],
    12: [6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 19, 20, 21, 26, 29, 30, 32, 33, 34, 35],
    15: [6, 7, 9, 10, 11, 12, 15, 16, 17, 20, 22, 23, 26, 29, 30, 33, 34, 35],
    20: [6, 7, 8, 10, 11, 12, 17, 18, 19, 20, 22, 23, 26, 29, 30, 31, 33, 35],
}
ALARM = {  # what an alarm costs: seeds of splits
    3: [9, 11, 14, 18, 19, 20, 22, 23, 24, 25, 27, 28, 29, 31, 32, 33],
    4: [7, 8, 9, 12, 13, 14, 17, 18, 19, 20, 22, 23, 24, 25, 27, 28, 29, 31, 32, 33, 35],
    6: [5, 7, 8, 9, 10, 13, 14, 16, 17, 18, 20, 21, 22, 23, 25, 28, 29, 31, 32, 33, 34],
    8: [5, 6, 7, 8, 9, 10, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 25, 28, 29, 31, 32, 34],
    10: [5, 6, 7, 8, 10, 13, 14, 16, 17, 18, 20, 21, 22, 23, 25, 28, 29, 30, 31, 32, 34],
}


def vary(draw: random.Random) -> dict[str, str]:
    miss, alarm = draw.choice([*MISS]), draw.choice([*ALARM])
    return {
        "check(2, miss=10, alarm=1)": f"check({draw.choice(MISS[miss])}, miss={miss}, alarm=1)",
        "check(4, miss=1, alarm=5)": f"check({draw.choice(ALARM[alarm])}, miss=1, alarm={alarm})",
    }
