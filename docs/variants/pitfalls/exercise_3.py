"""The loss has a factor, which its slope has too; another start, rate and noise, other numbers of steps."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    factor = draw.choice([2, 3, 4, 5])
    rate = draw.randint(4, 90 // (2 * factor)) / 100
    return {
        "w @ w": f"{factor} * w @ w",
        "2 * w": f"{2 * factor} * w",
        "normal(0, 2,": f"normal(0, {draw.randint(1, 5)},",
        "a loss of {best @ best": f"loss {{{factor} * best @ best",
        "best @ best": f"{factor} * best @ best",
        "np.full(2, 3.0), 0.2": f"np.full({draw.randint(2, 5)}, {draw.randint(2, 9)}.0), {rate}",
        "check(4, 30)": f"check({draw.randint(6, 99)}, {draw.randint(20, 90)})",
        "check(5, 200)": f"check({draw.randint(100, 199)}, {draw.randint(10, 90)}0)",
        # what readers hand in
        "(path**2)": f"({factor} * path**2)",
        "new @ new": f"{factor} * new @ new",
    }
