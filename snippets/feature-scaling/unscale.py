"""Scale, descend, and turn the weights back into the units of the data."""

import numpy as np


def standardise(X):
    """Return X with mean 0 and deviation 1 in each column, and what it took.

    X and the result have shape (n, d), means and deviations shape (d,). Raises
    ValueError if X is not a finite table or if a column is constant.
    """
    if np.ndim(X) != 2 or not np.isfinite(X).all():
        raise ValueError("X is not a table of finite numbers")
    if np.any(np.ptp(X, axis=0) == 0):
        raise ValueError("a column is constant: leave it out, b stands for it")
    mean, deviation = np.mean(X, axis=0), np.std(X, axis=0)
    return (X - mean) / deviation, mean, deviation


def unscale(v, a, mean, deviation):
    """Return weights, shape (d,), and intercept for the raw columns.

    v, shape (d,), and a belong to the columns that `standardise` returns.
    Raises ValueError if the shapes differ or a deviation is not positive.
    """
    if not np.shape(v) == np.shape(mean) == np.shape(deviation):
        raise ValueError("weights, means and deviations differ in shape")
    if not np.all(np.asarray(deviation) > 0):
        raise ValueError("a deviation is not positive")
    w = v / deviation
    return w, a - w @ mean


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
