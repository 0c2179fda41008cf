"""A column of predictions minus a list of labels is a square of errors."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x - x.mean(), np.ones(100)])

for name, labels in {"wrong": y, "right": y[:, None]}.items():
    w = np.zeros((2, 1))
    for _ in range(1000):
        error = X @ w - labels
        mean_error = error.mean(axis=1, keepdims=True)
        w = w - 0.05 * (2 / 100 * X.T @ mean_error)
    print(f"{name}: errors {error.shape}, weight {abs(w[0, 0]):.3f}", end=", ")
    print(f"loss {np.mean(error**2):.2f}")
