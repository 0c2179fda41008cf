"""Wrong on purpose: three optimizers compared at one rate for all."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

X, y = load_diabetes(return_X_y=True)
X = np.column_stack([scale(X), np.ones(442)])


def typical_error(method, rate, seed):
    rng = np.random.default_rng(seed)
    w, m, v = np.zeros((3, 11))
    for t in range(1, 201):
        rows = rng.integers(0, 442, 26)
        g = 2 / 26 * X[rows].T @ (X[rows] @ w - y[rows])
        m = 0.9 * m + (0.1 * g if method == "Adam" else g)
        v = 0.999 * v + 0.001 * g**2
        adam = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        w = w - rate * {"descent": g, "momentum": m, "Adam": adam}[method]
    error = np.sqrt(np.mean((X @ w - y) ** 2))
    return error if np.isfinite(error) else np.inf


np.seterr(over="ignore", invalid="ignore")  # some rates may diverge
for method in ["descent", "momentum", "Adam"]:
    tried = {}
    for rate in [0.01]:
        errors = [typical_error(method, rate, seed) for seed in range(5)]
        tried[rate] = np.median(errors)
    best = min(tried, key=tried.get)
    fresh = [typical_error(method, best, seed) for seed in range(5, 20)]
    low, middle, high = np.quantile(fresh, [0.25, 0.5, 0.75])
    print(f"{method:<8} rate {best:<6.2g}", end="")
    print(f"median {middle:6.2f}, quartiles {low:6.2f} to {high:6.2f}")
