"""The bowl is so many times as steep; other places and rates."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    times = draw.choice([1.5, 2, 2.5, 3, 5])
    twice = round(2 * times)
    # The check knows the places without rounding, so that rates are sixteenths. The first step ends on the ball's side,
    # the second on the other; half the way and all of it, which have two verdicts, are left out.
    near = [k / 16 for k in range(1, 10) if 1.6 < k * twice < 15.2 and k * twice != 8]
    far = [k / 16 for k in range(2, 20) if 16.8 < k * twice < 31.2]
    first, second = draw.choice(near), draw.choice(far)
    right, left = draw.randint(2, 40), draw.randint(1, 20)
    if right * (1 - twice * first) == left * (twice * second - 1):
        left += 1  # the same place for both is no step
    return {
        "slope = 2 * w  # of the bowl w²": f"slope = {twice} * w  # of the bowl {times} w²",
        "step = rate * 2 * w": f"step = rate * {twice} * w",
        "(8, 0.125), (-4, 0.625)": f"({right}, {first}), (-{left}, {second})",
        # what readers hand in
        "1 - 2 * rate": f"1 - {twice} * rate",
        "- rate * 2 * w": f"- rate * {twice} * w",
        "2 * rate * w": f"{twice} * rate * w",
        "-= 2 * w": f"-= {twice} * w",
        "((w + h) ** 2 - (w - h) ** 2)": f"({times} * (w + h) ** 2 - {times} * (w - h) ** 2)",
        "((w + 1e-20j) ** 2)": f"({times} * (w + 1e-20j) ** 2)",
    }
