"""Exercise: squared bias and variance of many fits, which add up."""

import numpy as np


def parts(fits, truth):
    """Return squared bias and variance: a row a fit, a column an hour."""
    bias, variance = 0.0, 0.0
    # your part: set bias (squared) and variance, averaged over the hours
    # end of your part
    return float(bias), float(variance)


def check(seed, fits, hours, shift, spread):
    """Ask that the two add up, and that each is what it is called."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(20, 5, hours)
    table = truth + shift + rng.normal(0, spread, (fits, hours))
    try:
        bias, variance = parts(table, truth)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    whole = np.mean((table - truth) ** 2)
    if bias == variance == 0:
        return f"not yet: bias and variance are still 0, of {fits} fits"
    if not np.isclose(bias + variance, whole):
        return f"not yet: bias and variance add up to {bias + variance:.3f}"
    if not np.allclose(parts(table + 1000, truth + 1000), (bias, variance)):
        return "not yet: bias and variance change with the place of the zero"
    if not np.isclose(parts(table + 7, truth)[1], variance):
        return "not yet: the variance must not know the truth"
    if not np.isclose(variance, np.mean(np.var(table, axis=0))):
        return "not yet: variance is among the fits, hour by hour"
    return f"right: {bias:.3f} and {variance:.3f} add up to {whole:.3f}"


print(check(1, 200, 24, 2.0, 1.0))
print(check(2, 9, 5, 0.1, 3.0))
