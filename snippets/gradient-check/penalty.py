"""A gradient check tells which of three formulas fits a loss with a penalty."""

import numpy as np

rng = np.random.default_rng(1)
X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
y = X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)


def loss(w):
    return np.mean((X @ w - y) ** 2) / 2 + 0.1 * np.sum(w**2)


error = X @ np.ones(4) - y
candidates = {
    "A": 2 / 50 * X.T @ error + 0.2 * np.ones(4),
    "B": 1 / 50 * X.T @ error + 0.1 * np.ones(4),
    "C": 1 / 50 * X.T @ error + 0.2 * np.ones(4),
}
sides = 1e-5 * np.eye(4)
measured = [(loss(1 + side) - loss(1 - side)) / 2e-5 for side in sides]
for name, gradient in candidates.items():
    print(name, f"largest difference {np.max(abs(gradient - measured)):.4f}")
