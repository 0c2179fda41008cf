"""Exercise: the best rate and momentum, tried against their neighbours."""

import numpy as np


def best_pair(least, largest):
    """Return rate and momentum of the heavy ball for these curvatures."""
    rate, momentum = 0.0, 0.0
    # your part: set rate and momentum by the roots of both curvatures
    low, high = np.sqrt(least), np.sqrt(largest)
    rate = 4 / (high + low) ** 2
    momentum = ((high - low) / (high + low)) ** 2
    # end of your part
    return float(rate), float(momentum)


def worst(rate, momentum, curvatures):
    """Return the factor by which the slowest direction shrinks in the end."""
    steps = [[[1 + momentum - rate * c, -momentum], [1, 0]] for c in curvatures]
    return abs(np.linalg.eigvals(steps)).max()


def check(least, largest):
    """Compare the factor with those of pairs all around."""
    try:
        rate, momentum = best_pair(least, largest)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    c = np.array([least, largest])
    factor = worst(rate, momentum, c)
    if rate == momentum == 0:
        return f"not yet: rate and momentum are still 0 for {least}, {largest}"
    if not factor < 1 or not 0 <= momentum < 1:
        return f"not yet: rate {rate:.4g}, momentum {momentum:.4g} diverges"
    for r in rate * np.linspace(0.8, 1.25, 46):
        for m in np.clip(momentum + np.linspace(-0.2, 0.2, 41), 0, 1):
            if worst(r, m, c) < factor - 1e-3:
                return f"not yet: rate {r:.4g}, momentum {m:.4g} is better"
    return (
        f"right: rate {rate:.5f}, momentum {momentum:.5f}: {factor:.4f} a step"
    )


print(check(1, 9), check(0.5, 70), sep="\n")
