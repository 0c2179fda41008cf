"""Other percentiles; other errors of the two models, on other numbers of rows."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    low = draw.choice([1.5, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7.5, 8.5, 9.5, 10, 11])
    high = 100 - low
    return {
        "the 2.5th and 97.5th percentile": f"the {low}th and {high}th percentile",
        "[2.5, 97.5]": f"[{low}, {high}]",
        "exponential(4, n)": f"exponential({draw.randint(2, 19)}, n)",
        "exponential(2, n)": f"exponential({draw.randint(1, 9)}, n)",
        "check(1, 20)": f"check({draw.randint(3, 99)}, {draw.randint(10, 40)})",
        "check(2, 60)": f"check({draw.randint(100, 199)}, {draw.randint(41, 99)})",
        # what readers hand in
        "[0.025, 0.975]": f"[{low / 100}, {high / 100}]",
        "two - one, 2.5)": f"two - one, {low})",
        "two - one, 97.5)": f"two - one, {high})",
        "(2.5, 97.5)": f"({low}, {high})",
        "[5, 95]": f"[{low + 3}, {high - 3}]",
    }
