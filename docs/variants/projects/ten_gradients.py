"""Other scores of the eight students."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        scores = [score + draw.randint(-6, 6) for score in (45, 55, 60, 70, 80, 85, 88, 92)]
        if sum(scores) % 4:  # or a mean that is rounded, as a reader does, is exact
            break
    return {"[45, 55, 60, 70, 80, 85, 88, 92.0]": f"{[*scores[:-1], float(scores[-1])]}"}
