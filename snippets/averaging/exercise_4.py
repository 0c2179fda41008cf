"""Exercise: the mean of all weights so far, carried along without a list."""

import numpy as np


def carried(mean, k, w):
    """Return the mean of k weights, from the mean of the first k - 1."""
    new = 0 * w
    # your part: set new from mean, k and w
    new = mean + (w - mean) / k
    # end of your part
    return new


def check(seed, n):
    """Carry a mean through n weights, and compare with that of the list."""
    weights = np.random.default_rng(seed).normal(5, 1, (n, 2))
    mean = np.full(2, 77.0)  # of no weights: it must not count
    for k in range(1, n + 1):
        try:
            mean = carried(mean, k, weights[k - 1])
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        right = weights[:k].mean(axis=0)
        if np.shape(mean) != (2,) or not np.allclose(mean, right):
            told = f"new is {np.round(mean, 3)} after {k}, not {right.round(3)}"
            hint = ""
            if np.allclose(mean, weights[k - 1]):
                hint = ": that is the newest alone"
            elif k == 1:
                hint = ": the first mean is the first weight"
            return f"not yet: {told}{hint}"
    return f"right: the mean of {n} weights, without a list: {mean.round(4)}"


print(check(1, 5))
print(check(2, 1000))
