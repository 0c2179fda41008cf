"""Other pairs of runs, of which each corner is known."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        least, size, other = draw.randint(3, 40) * 100, draw.randint(2, 20) * 20, draw.randint(6, 60) * 100
        critical = draw.choice([*range(200, 1000, 50), *range(1000, 2500, 100)])
        alike = critical in (least, size, other, (size + other) / 2)
        if not alike and least * critical % size == least * critical % other == 0:  # whole updates
            break
    while True:
        few, small, large = draw.randint(4, 30), draw.randint(2, 10), draw.randint(3, 30) * 100
        corner = draw.randint(16, 200) / 2
        tenths = [10 * few * corner / each for each in (small, large)]
        if few != corner > 2 * small and tenths == [round(each) for each in tenths]:
            break
    return {
        "1000, 500, 100, 2000": f"{least}, {critical}, {size}, {other}",
        "8, 37.5, 3, 1000": f"{few}, {corner}, {small}, {large}",
    }
