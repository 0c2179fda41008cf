"""Other rides, of other lengths: the edge lies elsewhere, and 0.1 is below it and 0.2 above it as in the book."""

import math
import random

ANSWER = "code"  # the last of a short list, which two rides may share

LENGTHS = [1, 2, 3, 4]
OFF = 0.003  # how far the edge is at least from each rate of the list, so that a run of 100 steps shows its side


def edge(x: list[int]) -> float:
    """Return two over the largest curvature of the loss of a line."""
    mean, square = sum(x) / 4, sum(each * each for each in x) / 4
    return 2 / (square + 1 + math.hypot(square - 1, 2 * mean))


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        x = sorted(draw.choice(LENGTHS) for _ in range(4))
        found = edge(x)
        last = math.floor(100 * found) / 100
        base, rise = draw.randint(7, 14), draw.randint(2, 5)
        rides = sorted((each, base + rise * each + draw.randint(-6, 6)) for each in x)  # two orders are one task
        across = sum((12 - price) * (2 * each + 1) for each, price in rides)  # a run from the floor would show no edge
        if x[0] < x[-1] and 0.13 <= last <= 0.19 and OFF < found - last < 0.01 - OFF and abs(across) >= 20:
            break
    y = [price for _, price in rides]
    return {
        "[1, 1, 3, 3]": str(x),
        "[7, 9, 15, 17]": str(y),
        "0.17": f"{last:.2f}",
        # what readers hand in
        "17 / 100": f"{round(100 * last)} / 100",
        "rate += 0.07": f"rate += {last - 0.1:.2f}",
        '"0,17"': f'"0,{round(100 * last)}"',
        "0.16": f"{last - 0.01:.2f}",
        "0.15": f"{last - 0.02:.2f}",
        "0.18": f"{last + 0.01:.2f}",
        "0.171": f"{last:.2f}1",
        "0.165": f"{last - 0.01:.2f}5",
    }
