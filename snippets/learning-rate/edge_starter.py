"""Find the highest rate that converges, by trial: the check runs each rate."""

import numpy as np

x = np.array([1, 1, 3, 3])  # miles
y = np.array([7, 9, 15, 17])  # dollars


def highest():
    rate = 0.1
    # your part: set rate to the last of 0.11, 0.12, ... that converges
    # end of your part
    return float(rate)


def loss(rate, steps, w=0.0, b=12.0):
    """Return the loss of the line after a run from w and b."""
    for _ in range(steps):
        error = w * x + b - y
        w = w - rate * 2 * np.mean(error * x)
        b = b - rate * 2 * np.mean(error)
    return np.mean((w * x + b - y) ** 2)


def check():
    bound = len(x) / np.linalg.norm(np.vander(x, 2), 2) ** 2  # by a matrix
    try:
        rate = highest()
    except TypeError as error:
        return f"not yet: {error}; a decimal has a point"
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    losses = f"{loss(rate, 50):.4g} after 50 steps, {loss(rate, 100):.4g}"
    told = f"rate {rate:.6g}: loss {losses} after 100"
    if not 0 < rate < bound:
        return f"not yet: it diverges; {told}" if rate else "not yet: rate is 0"
    if abs(rate - round(rate, 2)) > 1e-6:
        return f"not yet: it converges, with too many decimals; {told}"
    if rate + 0.01 < bound:
        return f"not yet: it converges, and so does a higher one; {told}"
    return f"right: it converges, and {rate + 0.01:.2f} does not; {told}"


print(check())
