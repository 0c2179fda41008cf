"""Exercise: the range of the difference between two models on the same rows."""

import numpy as np


def spread(first, second, draws):
    """Return the range of the difference; squared errors, rows of each draw."""
    low, high = 0.0, 0.0
    # your part: set low and high, the 2.5th and 97.5th percentile
    # end of your part
    return float(low), float(high)


def check(seed, n):
    """Go through the draws one by one; know the usual mistakes."""
    rng = np.random.default_rng(seed)
    first = rng.exponential(4, n)
    second = first + rng.exponential(2, n)
    draws = rng.integers(0, n, (400, n))
    try:
        found = spread(first.copy(), second.copy(), draws)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    a, b = np.array([[first[r].mean(), second[r].mean()] for r in draws]).T
    words = {
        "right: the range of the difference": b**0.5 - a**0.5,
        "not yet: low and high are of squared errors": b - a,
        "not yet: low and high are turned round": a**0.5 - b**0.5,
        "not yet: low and high are of the second alone": b**0.5,
    }
    for says, values in words.items():
        if np.allclose(found, np.percentile(values, [2.5, 97.5])):
            return f"{says}: {found[0]:.3f} to {found[1]:.3f}"
    wrong = f"{found[0]:.3f} and {found[1]:.3f}"
    return f"not yet: low and high are not {wrong}, of {n} losses"


print(check(1, 20), check(2, 60), sep="\n")
