"""The bowl is so many times as steep; other places and rates."""

import random

# Rates are sixteenths, and places halves, for the check does not round what it knows. A step leads this many sixteenths
# of the way down: the first ends on the ball's side, the second beyond. Half the way is left out, the step alone then.
NEAR, FAR = {*range(2, 16)} - {8}, range(17, 32)
TWICE = [3, 4, 5, 6, 10]
STEPS = [
    (twice, i, j)
    for twice in TWICE
    for i in range(1, 10)
    for j in range(2, 20)
    if i * twice in NEAR and j * twice in FAR
]


def vary(draw: random.Random) -> dict[str, str]:
    twice, i, j = draw.choice(STEPS)
    halves = [half + 0.5 for half in range(2, 10)]
    right = draw.choice([*range(3, 41), *halves])  # at least a fifth of the book's 12
    left = draw.choice([*range(2, 21), *halves])
    if right * (16 - i * twice) == left * (j * twice - 16) or right * i == 16:
        right += 1  # one number is not to be where both steps end, and rate times w is not 1
    return {
        "slope = 2 * w  # of the bowl w²": f"slope = {twice} * w  # of the bowl {twice / 2:g} w²",
        "step = rate * 2 * w": f"step = rate * {twice} * w",
        "(12, 0.125), (-4, 0.625)": f"({right}, {i / 16}), (-{left}, {j / 16})",
        # what readers hand in
        "1 - 2 * rate": f"1 - {twice} * rate",
        "- rate * 2 * w": f"- rate * {twice} * w",
        "2 * rate * w": f"{twice} * rate * w",
        "-= 2 * w": f"-= {twice} * w",
        "((w + h) ** 2 - (w - h) ** 2)": f"({twice / 2} * (w + h) ** 2 - {twice / 2} * (w - h) ** 2)",
        "((w + 1e-20j) ** 2)": f"({twice / 2} * (w + 1e-20j) ** 2)",
    }
