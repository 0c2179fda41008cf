"""Other scores of the eight students, and how many points there are."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        scores: list[float] = [score + draw.randint(-10, 10) for score in (45, 55, 60, 70, 80, 85, 88)]
        scores.append(92 + draw.randint(-12, 15) / 2)
        if 0.1 < sum(scores) / 8 * 10 % 1 < 0.9:  # or the mean that a reader rounds is exact
            break
    total = draw.choice([100, 110, 120, 130, 140, 150])
    return {"100 - score": f"{total} - score", "[45, 55, 60, 70, 80, 85, 88, 92.0]": f"{scores}"}
