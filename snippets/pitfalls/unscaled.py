"""Descent on standardised columns, at a rate from the largest curvature."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
features = (X - X.mean(axis=0)) / X.std(axis=0)
X = np.column_stack([features, np.ones(442)])

curvatures = np.linalg.eigvalsh(2 / 442 * X.T @ X)
print(f"condition number {curvatures[-1] / curvatures[0]:.3g}")
w = np.zeros(11)
for step in range(10_001):
    error = X @ w - y
    if step in (0, 10, 100, 1000, 10_000):
        print(f"step {step}: typical error {np.sqrt(np.mean(error**2)):.2f}")
    w = w - 1 / curvatures[-1] * (2 / 442 * X.T @ error)
error = X @ np.linalg.lstsq(X, y)[0] - y
print(f"least squares: {np.sqrt(np.mean(error**2)):.2f}")
