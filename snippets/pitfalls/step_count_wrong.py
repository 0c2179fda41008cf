"""Wrong on purpose: it calls itself finished after a fixed number of steps."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

w, first = np.zeros(2), np.linalg.norm(2 / 100 * X.T @ y)
for _ in range(100):
    gradient = 2 / 100 * X.T @ (X @ w - y)
    w = w - 0.01 * gradient
print("finished after 100 steps")
print("found:", w.round(3))
gradient = 2 / 100 * X.T @ (X @ w - y)
print(f"gradient: {np.linalg.norm(gradient) / first:.1e} of the first")
print("least squares:", np.linalg.lstsq(X, y)[0].round(3))
