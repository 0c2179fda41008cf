"""Other numbers of patients: of those in a batch, of batches, and of those kept aside."""

import random

UNSTEADY = (115,)  # on this split a right program by Adam was told that it had not stopped in time


def split(draw: random.Random, least: int) -> int:
    return next(seed for seed in iter(lambda: draw.randint(least, least + 99), None) if seed not in UNSTEADY)


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        size, batches, aside = draw.randint(12, 30), draw.randint(8, 24), draw.randint(80, 120)
        rows = size * batches
        if 200 <= rows <= 280 and size != batches and rows % 10 == 0:
            break
    seeds = [split(draw, least) for least in (4, 104, 204)]
    return {
        "240": f"{rows}",
        "20": f"{size}",
        "342": f"{rows + aside}",
        "480": f"{2 * rows}",
        "check(1), check(2), check(3)": f"check({seeds[0]}), check({seeds[1]}), check({seeds[2]})",
        # what readers hand in
        "12": f"{batches}",
        "220": f"{rows - size}",
    }
