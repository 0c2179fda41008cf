"""Other data, a line of another slope, and other rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    slope = draw.choice([2, 4, 5, 6, 7, 8, 9])

    def tenths(least: int, most: int) -> float:
        return draw.randint(least, most) / 10

    # no step takes the loss to 0 or past the lowest place, so that none hides the ones before
    first = [tenths(6, 19), tenths(2, 9), tenths(11, 22)]
    second = [tenths(1, 5), tenths(6, 13)]
    return {
        "3 * x": f"{slope} * x",
        "3 - 3 * prod": f"{slope} - {slope} * prod",
        "[1.0, 0.5, 2.0], 0.1": f"{first}, {draw.randint(3, 9) / 100}",
        "[0.2, 1.0], 0.4": f"{second}, {draw.randint(9, 29) / 100}",
    }
