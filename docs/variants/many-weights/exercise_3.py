"""The loss has a factor, which its gradient has too; other numbers of cases and weights."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([2, 3, 4, 5])
    few, many = draw.randint(2, 8), draw.randint(3, 15)
    return {
        "the mean squared error, measured by losses": f"{factor} times the mean squared error, measured",
        "the mean squared error, one number a weight": f"{factor} times the mean squared error, by weight",
        "2 * X.T": f"{2 * factor} * X.T",
        "(above - below) / 2": f"{factor} * (above - below) / 2",
        "check(1, 7, 3)": f"check({draw.randint(3, 99)}, {few + draw.randint(2, 20)}, {few})",
        "check(2, 30, 5)": f"check({draw.randint(100, 199)}, {many + draw.randint(5, 75)}, {many})",
        # what readers hand in
        "2 * np.mean": f"{2 * factor} * np.mean",
        "2 * (row": f"{2 * factor} * (row",
        "2 * (X @": f"{2 * factor} * (X @",
        "slopes = X.T": f"slopes = {factor} * X.T",
    }
