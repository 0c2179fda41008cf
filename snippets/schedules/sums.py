"""Two schedules with nearly the same sum of rates, with noise and without."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]

share = np.arange(300) / 300
cosine = 0.014 * (1 + np.cos(np.pi * share))
for name, rates in [("cosine", cosine), ("constant", np.full(300, 0.014))]:
    w, v = np.zeros(2), np.zeros((101, 2))  # without noise; 101 runs with
    rng = np.random.default_rng(2)
    for rate in rates:
        w = w - rate * 2 / 100 * X.T @ (X @ w - y)
        rows = rng.integers(100, size=(101, 10))
        error = np.einsum("sbd,sd->sb", X[rows], v) - y[rows]
        v = v - rate * 2 / 10 * np.einsum("sb,sbd->sd", error, X[rows])
    gaps = [np.mean((X @ (end - best)) ** 2) for end in (w, *v)]
    print(f"{name:<9} rates sum to {rates.sum():.3f}; above the least:", end="")
    print(f" {gaps[0]:.3f} without noise, {np.median(gaps[1:]):.3f} with")
