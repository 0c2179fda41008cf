"""Exercise: plan Chebyshev rates, judged by what they leave at worst."""

import numpy as np


def plan(least, largest, n):
    """Return n rates, for curvatures from least to largest."""
    rates = np.zeros(n)
    # your part: set rates, one over each of n curvatures
    turns = np.pi * (np.arange(n) + 0.5) / n
    middle, half = (largest + least) / 2, (largest - least) / 2
    rates = 1 / (middle + half * np.cos(turns))
    # end of your part
    return np.array(rates)


def check(least, largest, n):
    """Follow 20,001 directions through the whole run."""
    try:
        rates = plan(least, largest, n)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if rates.shape != (n,) or not (rates > 0).all():
        return f"not yet: rates must be {n} numbers above 0"
    curvatures = np.linspace(least, largest, 20_001)
    left = abs(np.prod(1 - np.outer(curvatures, rates), axis=1)).max()
    root = np.sqrt(largest / least)
    grown = ((root + 1) / (root - 1)) ** n
    possible = 2 / (grown + 1 / grown)
    constant = ((largest - least) / (largest + least)) ** n
    if left < possible * 1.0001:
        return f"right: {n} steps leave {left:.6f} at most"
    if np.isclose(left, constant):
        return f"not yet: rates all alike leave {left:.4f}"
    return f"not yet: rates leave {left:.4g}, and {possible:.4g} is possible"


print(check(1, 10, 2))
print(check(0.5, 70, 12))
