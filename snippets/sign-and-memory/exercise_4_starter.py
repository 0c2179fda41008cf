"""Exercise: a step of Lion, held against sums over all slopes."""

import numpy as np


def step(w, kept, slope, rate, b1=0.9, b2=0.99):
    """Return w and kept after a step on this slope."""
    # your part: move w by a sign, then update kept
    # end of your part
    return w, kept


def check(seed, steps, rate):
    """Compute what is kept from all slopes at once, and compare."""
    slopes = np.random.default_rng(seed).normal(0.3, 1, (steps, 3))
    w, kept, right = np.ones(3), np.zeros(3), np.ones(3)
    for k, slope in enumerate(slopes):
        try:
            w, kept = step(w, kept, slope, rate)
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        shares = 0.01 * 0.99 ** np.arange(k)[::-1]
        old = shares @ slopes[:k]
        right = right - rate * np.sign(0.9 * old + 0.1 * slope)
        if not np.allclose(w, right):
            if k == 0 and np.allclose(w, 1):
                return f"not yet: w has not moved, at rate {rate}"
            if k == 0 and np.allclose(w, 2 - right):
                return "not yet: w goes uphill"
            return f"not yet: w is {w} after step {k + 1}, not {right}"
        if not np.allclose(kept, old * 0.99 + 0.01 * slope):
            return f"not yet: kept is {kept.round(4)} after step {k + 1}"
    return f"right: {steps} steps of Lion, each weight by {rate} a step"


print(check(1, 4, 0.5))
print(check(2, 60, 0.01))
