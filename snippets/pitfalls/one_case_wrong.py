"""Wrong on purpose: a loop over the cases that keeps the last gradient only."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

w = np.zeros(2)
for _ in range(3000):
    gradient = np.zeros(2)
    for row, value in zip(X, y, strict=True):
        gradient = 2 / 100 * (row @ w - value) * row
    w = w - 0.01 * gradient
print("found:", w.round(3))
print("least squares:", np.linalg.lstsq(X, y)[0].round(3))
print("error of the last case:", abs(X[-1] @ w - y[-1]).round(3))
print(f"loss: {np.mean((X @ w - y) ** 2):.3f}")
