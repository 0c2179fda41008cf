"""The learning rate taken from the data: one over the largest curvature."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 20, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

learning_rate = 1 / np.linalg.eigvalsh(2 / 100 * X.T @ X)[-1]
w = np.zeros(2)
with np.errstate(over="ignore", invalid="ignore"):
    for step in range(10_001):
        error = X @ w - y
        if step in (0, 1, 10, 11, 100, 1000, 10_000):
            print(f"step {step}: loss {np.mean(error**2):.4g}")
        w = w - learning_rate * (2 / 100 * X.T @ error)
print("found:", w.round(3))
print("least squares:", np.linalg.lstsq(X, y)[0].round(3))
