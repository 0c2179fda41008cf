"""Exercise: turn weights of standardised columns into weights of raw ones."""

import numpy as np


def unscaled(w, b, mean, deviation):
    """Return weights and intercept for raw columns, from w and b."""
    raw_w, raw_b = w, b
    # your part: set raw_w and raw_b
    # end of your part
    return raw_w, raw_b


def check(seed, d):
    """Compare the predictions of both models on rows of their own."""
    rng = np.random.default_rng(seed)
    X = rng.normal(rng.uniform(10, 90, d), rng.uniform(2, 9, d), (50, d))
    mean, deviation = X.mean(axis=0), X.std(axis=0)
    w, b = rng.normal(size=d), 3.0
    try:
        raw_w, raw_b = unscaled(w, b, mean, deviation)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    right = (X - mean) / deviation @ w + b
    off = X @ raw_w + raw_b - right
    if np.allclose(off, 0):
        return f"right: {d} raw weights, and the intercept {np.mean(raw_b):.3f}"
    if np.allclose(raw_w, w):
        return f"not yet: raw_w is still w, though {d} columns change units"
    if np.allclose(raw_w, w * deviation):
        return "not yet: a weight is per unit of its column: divide"
    if np.allclose(off, off[0]):
        return (
            f"not yet: the weights are right, the intercept is off {off[0]:.3f}"
        )
    return "not yet: the weights are not those of the raw columns"


print(check(1, 2))
print(check(2, 5))
