"""Other scores, and other hours that the line is asked about."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    scores = [score + draw.randint(-6, 6) for score in (45, 55, 65, 78, 88, 95)]
    inside, outside = draw.choice([3, 5, 7, 9]), draw.randint(13, 20)
    return {
        "[45, 55, 65, 78, 88, 95.0]": f"{[*scores[:-1], float(scores[-1])]}",
        "reshape(5)": "reshape(5)",  # the five answers stay five
        "5": f"{inside}",
        "12": f"{outside}",
        # what readers hand in
        "12.0": f"{outside}.0",
        "13.0": f"{outside + 1}.0",
    }
