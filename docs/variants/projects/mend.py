"""Other numbers of wines, in all and in a batch, of epochs, and another rate."""

import random

BATCHES = {  # by the number of training rows
    **{120: [15, 20, 24, 30], 126: [18, 21], 128: [16], 130: [26], 132: [22], 135: [15, 27], 140: [20, 28]},
    **{144: [16, 18, 24], 150: [15, 25, 30]},
}
# With these splits a right program that steps by single cases, or by a large rate, still leaps where a check looks
UNSTEADY = (11, 21, 42, 149, 157, 158, 191)


def split(draw: random.Random, least: int, most: int) -> int:
    return next(seed for seed in iter(lambda: draw.randint(least, most), None) if seed not in UNSTEADY)


def vary(draw: random.Random) -> dict[str, str]:
    rows = draw.choice([*BATCHES])
    size, epochs = draw.choice(BATCHES[rows]), draw.randint(30, 50)
    aside = 178 - rows
    part = max(each for each in range(1, aside + 1) if aside % each == 0 and each <= 29)
    return {
        "120": f"{rows}",
        "20": f"{size}",
        "30": f"{epochs}",
        "0.05 * slope": f"{draw.randint(40, 60) / 1000} * slope",
        "check(0), check(1)": f"check({split(draw, 2, 99)}), check({split(draw, 100, 199)})",
        # what readers hand in
        "(-1, 29)": f"(-1, {part})",
        "/ 29": f"/ {part}",
    }
