"""Other errors, whose lowest come at other steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    # a single rise behind step `early`; behind `late` there are no more lows
    early = draw.randint(1, 5)
    late = draw.randint(early + 2, 8)
    lows = falling(draw, late - 1, draw.randint(40, 75))
    errors = [*lows[:early], lows[early - 1] + draw.randint(1, 2), *lows[early:]]
    errors += [lows[-1] + draw.randint(1, 6) for _ in range(8 - late)]
    # two single rises, one more low, two rises, and the lowest comes too late
    anew = draw.randint(5, 6)
    first, second, third, fourth = falling(draw, 4, 9)
    waits = [first, first + 1, second, second + 1, third]
    if anew > len(waits):
        waits = [first, second, second + 1, third, third + 1, fourth]
    waits += [waits[-1] + draw.randint(1, 3) for _ in range(8 - anew)] + [1]
    ends = falling(draw, draw.randint(3, 5), 2)
    best = draw.randint(1, 5)
    # the lowest comes twice in a row, and a lower one behind it
    again = draw.randint(1, 4)
    alike = falling(draw, again + 1, 3)
    alike = [*alike[:again], alike[again - 1], alike[again], *(draw.randint(5, 15) for _ in range(4 - again))]
    return {
        "[70, 64, 62, 63, 61, 65, 66, 67], 1, 3": f"{errors}, 1, {early}",
        "[70, 64, 62, 63, 61, 65, 66, 67], 2, 5": f"{errors}, 2, {late}",
        "[9, 8, 9, 7, 8, 6, 7, 8, 1], 2, 6": f"{waits}, 2, {anew}",
        "[5, 4, 3, 2], 2, 4": f"{ends}, 2, {len(ends)}",
        "[1, 2, 3, 0], 2, 1": f"[{best}, {best + draw.randint(1, 4)}, {best + draw.randint(1, 5)}, 0], 2, 1",
        "[5, 4, 4, 3, 9, 9], 1, 2": f"{alike}, 1, {again}",
    }


def falling(draw: random.Random, count: int, least: int) -> list[int]:
    """Return so many errors, each lower than the one before, the last at least so high."""
    errors = [least + draw.randint(0, 2)]
    while len(errors) < count:
        errors.insert(0, errors[0] + draw.randint(2, 3))
    return errors
