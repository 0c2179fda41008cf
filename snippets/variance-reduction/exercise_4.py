"""Exercise: the corrected gradient of one case, right on average."""

import numpy as np


def corrected(x, y, w, anchor, mean):
    """Return the gradient of a case (x @ w - y)**2 / 2, corrected."""
    slope = np.zeros(len(w))
    # your part: set slope from w, anchor and mean
    slope = (x @ w - y) * x - (x @ anchor - y) * x + mean
    # end of your part
    return np.array(slope)


def check(seed, n, d):
    """Average over all cases, at a place and at the anchor itself."""
    rng = np.random.default_rng(seed)
    X, y, anchor, w = (rng.normal(size=s) for s in ((n, d), n, d, d))
    mean = X.T @ (X @ anchor - y) / n
    more = [w] * n, [anchor] * n, [mean] * n
    try:
        here = list(map(corrected, X, y, *more))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    there = list(map(corrected, X, y, [anchor] * n, *more[1:]))
    plain = (X @ w - y)[:, None] * X
    if not np.any(here):
        return f"not yet: slope is still zero, with {n} cases"
    if np.allclose(here, plain):
        return "not yet: slope is not corrected: anchor and mean are not in it"
    if not np.allclose(np.mean(here, axis=0), plain.mean(axis=0)):
        return "not yet: slope is not right on average over all cases"
    if not np.allclose(there, mean):
        return "not yet: slope has noise at the anchor; it should be mean there"
    size = f"{n} cases, {d} weights"
    return f"right: {size}: right on average, and no noise at the anchor"


print(check(1, 5, 2))
print(check(2, 60, 4))
