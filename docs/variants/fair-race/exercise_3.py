"""Other losses of the rows, other seeds, and other counts of those that choose and judge."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def between(least: int, most: int) -> str:  # in hundredths
        return f"{draw.randint(least, most) / 100}"

    first = draw.choice([3, 5, 7])
    return {
        "(0.1, np.nan, np.nan, 0.1, np.nan, np.nan)": (
            f"({between(5, 14)}, np.nan, np.nan, {between(8, 14)}, np.nan, np.nan)"
        ),
        "(0.2, 0.3, np.nan, 0.4, 0.45, np.nan)": (
            f"({between(18, 25)}, {between(28, 36)}, np.nan, {between(39, 42)}, {between(45, 49)}, np.nan)"
        ),
        "(0.45, 0.5, 0.55, 0.5, 0.6, np.inf)": (
            f"({between(40, 46)}, {between(49, 52)}, {between(55, 59)}, {between(52, 55)}, {between(58, 70)}, np.inf)"
        ),
        "(0.6, 0.7, np.inf, 0.05, 0.06, 0.07)": (
            f"({between(60, 66)}, {between(70, 80)}, np.inf, 0.05, {between(6, 7)}, {between(8, 9)})"
        ),
        "(ROWS, 1, 5, 9)": f"(ROWS, {draw.randint(1, 99)}, {first}, {first + draw.choice([4, 6, 8])})",
        "ROWS.items())), 2, 7, 15": f"ROWS.items())), {draw.randint(1, 99)}, {first + 2}, {draw.choice([11, 13, 17])}",
    }
