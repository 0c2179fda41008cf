"""Centring a column lowers the ratio of curvatures, and so the steps."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
for name, column in [("as it is", x), ("centred", x - x.mean())]:
    X = np.column_stack([column, np.ones(100)])
    best = np.linalg.lstsq(X, y)[0]
    smallest, largest = np.linalg.eigvalsh(2 / 100 * X.T @ X)
    learning_rate = 2 / (smallest + largest)
    w, steps = np.zeros(2), 0
    while np.linalg.norm(w - best) >= 0.001:
        w = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
        steps += 1
    print(f"{name:<8}  eigenvalues {smallest:.3f} and {largest:.3f}", end=", ")
    print(f"ratio {largest / smallest:.2f}, steps {steps}")
