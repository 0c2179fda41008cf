"""Other counts of hits, false alarms, misses and the rest."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    return {
        "hits=3, alarms=1, missed=9, rest=87": (
            f"hits={draw.randint(2, 15)}, alarms={draw.randint(1, 5)}, "
            f"missed={draw.randint(6, 30)}, rest={draw.randint(50, 400)}"
        ),
        "hits=10, alarms=30, missed=2, rest=8": (
            f"hits={draw.randint(5, 40)}, alarms={draw.randint(11, 99)}, "
            f"missed={draw.randint(1, 10)}, rest={draw.randint(2, 30)}"
        ),
    }
