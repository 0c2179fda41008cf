"""Exercise: standardise training and test rows without a leak."""

import numpy as np


def scaled(train, test):
    """Return both standardised, column by column, without a leak."""
    # your part: set train and test to their standardised forms
    # end of your part
    return np.array(train), np.array(test)


def check(seed, shape):
    """Try it on tables, the second with other test rows."""
    rng = np.random.default_rng(seed)
    train, test = rng.normal(50, 9, shape), rng.normal(80, 3, (4, shape[1]))
    try:
        (a, b), (c, _) = scaled(train, test), scaled(train, test - 70)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if np.array_equal(a, train):
        return f"not yet: train is as it was, with {shape[0]} rows"
    if not np.array_equal(a, c):
        return "not yet: other test rows change the scaled training rows"
    if abs(a.mean(axis=0)).max() > 1e-9:
        return "not yet: a training column's mean is not 0"
    if abs(a.var(axis=0) - 1).max() > 1.5 / shape[0]:  # n or n - 1
        return "not yet: a training column's deviation is not 1"
    if abs(b.mean(axis=0)).max() < 1e-9:
        return "not yet: the test rows lie around 0, by their own mean"
    slope = (a[1] - a[0]) / (train[1] - train[0])  # one unit, then as now
    if not np.allclose(b, a[0] + (test - train[0]) * slope):
        return "not yet: a test row is not moved as a training row is"
    return f"right: {shape[0]} training rows; test rows around {b.mean():.2f}"


print(check(1, (30, 2)))
print(check(2, (200, 5)))
