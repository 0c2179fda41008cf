"""Exercise: the bound on the rate of one weight, tried by two runs."""

import numpy as np


def bound(x):
    """Return the rate above which descent on sum (w x - y)² diverges."""
    rate = 0.0
    # your part: set rate to two over the curvature of the loss
    curvature = 2 * sum(x**2)
    rate = 2 / curvature
    # end of your part
    return float(rate)


def grows(x, rate):
    """Say whether 2,000 steps from 1 on (with y = 0) lead away from 0."""
    w = 1.0
    for _ in range(2000):
        w = w - rate * 2 * sum(x * (w * x))
        if abs(w) > 1e6:
            return True
    return abs(w) > 1


def check(x):
    """Run descent one per cent below the bound and one per cent above."""
    try:
        rate = bound(x)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not rate > 0:
        return f"not yet: the bound is a rate above 0; x has {len(x)} entries"
    if not grows(x, 1.01 * rate):
        return f"not yet: descent bears more than {rate:.6g}"
    if grows(x, 0.99 * rate):
        return f"not yet: descent does not bear {rate:.6g}"
    return f"right: {rate:.6g} parts the runs that arrive from those that grow"


print(check(np.array([1.0, 2.0, 3.0])))
print(check(np.array([0.5, -0.25, 0.1, 0.1])))
