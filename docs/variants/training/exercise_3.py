"""So many times the mean squared error; other weights, rates and numbers of cases."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    times = draw.choice([2, 2.5, 5])
    twice = round(2 * times)
    return {
        "on the mean squared error": f"on {times} times the mean squared error",
        "2 * np.mean": f"{twice} * np.mean",
        "2 * X.T": f"{twice} * X.T",
        "0.5: ": f"{1 / twice}: ",
        "where is the 2?": f"where is the {twice}?",
        "w=1.5, b=-0.5": f"w={draw.randint(5, 60) / 10}, b=-{draw.randint(2, 25) / 10}",
        "check(1, 5, 0.1)": f"check({draw.randint(3, 99)}, {draw.randint(3, 20)}, {draw.randint(2, 50) / 100})",
        "check(2, 40, 0.01)": f"check({draw.randint(100, 199)}, {draw.randint(21, 99)}, {draw.randint(2, 50) / 1000})",
        # what readers hand in
        "2 * sum": f"{twice} * sum",
        "2 * (w * xi": f"{twice} * (w * xi",
    }
