"""Descent that stops by its gradient, and fails when it runs out of steps."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

w, first = np.zeros(2), np.linalg.norm(2 / 100 * X.T @ y)
for step in range(100_000):
    gradient = 2 / 100 * X.T @ (X @ w - y)
    if np.linalg.norm(gradient) < 1e-6 * first:
        print(f"converged after {step} steps")
        break
    w = w - 0.01 * gradient
else:
    raise RuntimeError("not converged in 100,000 steps")
print("found:", w.round(3))
gradient = 2 / 100 * X.T @ (X @ w - y)
print(f"gradient: {np.linalg.norm(gradient) / first:.1e} of the first")
print("least squares:", np.linalg.lstsq(X, y)[0].round(3))
