"""Other rates, warm-ups and lengths of runs."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    # The check asks at quarters of the cosine, so that its steps are a multiple of 4
    first, second = draw.randint(4, 35), draw.randint(3, 16)
    end = first + 4 * draw.randint(11, (99 - first) // 4)
    return {
        "check(0.1, 10, 90)": f"check({draw.randint(3, 50) / 100}, {first}, {end})",
        "check(3.0, 4, 204)": f"check({draw.randint(6, 99) / 10}, {second}, {second + 4 * draw.randint(25, 150)})",
    }
