"""Other numbers of cases, and other sizes of the batches."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    even, size = draw.randint(3, 9), draw.randint(6, 25)
    last = draw.randint(1, size - 1)  # a smaller batch
    return {
        "check(12, 4)": f"check({even * draw.randint(3, 6)}, {even})",
        "check(103, 10)": f"check({size * draw.randint(5, 18) + last}, {size})",
    }
