"""Other odds of spam, and words of other ratios."""

import math
import random


def vary(draw: random.Random) -> dict[str, str]:
    def ratio(least: int, most: int, parts: int = 10) -> float:
        return draw.randint(least, most) / parts

    def told(odds: float, ratios: list[float]) -> str:
        return f"{odds:g}, [{', '.join(f'{each:g}' for each in ratios)}]"

    while True:
        first = ratio(11, 60), [ratio(20, 90, 100), ratio(15, 99)]
        second = ratio(10, 90, 100), [ratio(31, 99), ratio(15, 60), ratio(10, 60, 100)]
        # no two mistakes are one number: neither odds nor the words before the last are 1 to 1
        products = [odds * math.prod(ratios) for odds, ratios in (first, second)]
        products += [math.prod(ratios[:end]) for _, ratios in (first, second) for end in (-1, None)]
        if all(abs(math.log(each)) > 0.02 for each in products):
            break
    return {"3, [0.5, 4]": told(*first), "0.25, [6, 2, 0.2]": told(*second)}
