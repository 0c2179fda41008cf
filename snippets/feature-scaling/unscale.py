"""Scale, descend, and turn the weights back into the units of the data."""

import numpy as np


def standardise(X):
    """Return X, shape (n, d), standardised, and means and deviations, (d,).

    Raises ValueError if X is no finite table or a column constant to 10 digits.
    """
    X = np.array(X, dtype=float)
    if X.ndim != 2 or not X.size or not np.all(np.abs(X) < 1e150):
        raise ValueError("X is not a table of finite numbers below 1e150")
    mean, deviation = np.mean(X, axis=0), np.std(X, axis=0)
    if not np.all(deviation > 1e-10 * np.max(np.abs(X), axis=0) + 1e-150):
        raise ValueError("a column of X is constant: b stands for it")
    return (X - mean) / deviation, mean, deviation


def unscale(v, a, mean, deviation):
    """Return weights, shape (d,), and intercept for the raw columns.

    v, shape (d,), and a belong to the columns that `standardise` returns.
    Raises ValueError for other shapes, numbers not finite, a deviation not > 0.
    """
    v, mean, deviation = (np.array(k, float) for k in (v, mean, deviation))
    if np.ndim(a) or not (v.size,) == v.shape == mean.shape == deviation.shape:
        raise ValueError("v, mean and deviation differ in shape, or a has one")
    if not np.isfinite([*v, a, *mean, *deviation]).all() or any(deviation <= 0):
        raise ValueError(f"not finite, > 0: {v=}, {a=}, {mean=}, {deviation=}")
    return v / deviation, a - (v / deviation) @ mean


X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X, y = np.array(X, dtype=float), np.array([250.0, 380.0, 450.0, 520.0, 750.0])
Z, mean, deviation = standardise(X)
v, a = np.zeros(3), 0.0
for _ in range(5000):
    error = Z @ v + a - y
    v, a = v - 0.3 * (2 / 5 * Z.T @ error), a - 0.3 * 2 * np.mean(error)
w, b = unscale(v, a, mean, deviation)
print("standardised", v.round(4), a.round(4))
print("raw units   ", w.round(4), b.round(4))
print("lstsq       ", np.linalg.lstsq(np.c_[X, np.ones(5)], y)[0].round(4))
print("the same prices:", np.allclose(Z @ v + a, X @ w + b, rtol=1e-12))
