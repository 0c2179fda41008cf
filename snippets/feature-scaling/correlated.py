"""Whitening mends what no divisor can, and then one step is enough."""

import numpy as np

X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X = np.array(X, dtype=float)
y = np.array([250.0, 380.0, 450.0, 520.0, 750.0])
Z = (X - X.mean(axis=0)) / X.std(axis=0)
correlation = Z.T @ Z / 5
print(f"correlations\n{correlation.round(3)}")
eigenvalues, directions = np.linalg.eigh(correlation)
print("eigenvalues", eigenvalues.round(4))
flattest = directions[:, 0] * np.sign(directions[2, 0])  # area upwards
print("flattest direction", flattest.round(2))
print(f"condition number {eigenvalues[-1] / eigenvalues[0]:.1f}")

white = Z @ directions / np.sqrt(eigenvalues)
A = np.column_stack([np.ones(5), white])
print("curvatures, whitened", np.linalg.eigvalsh(2 / 5 * A.T @ A).round(6))
w = np.zeros(4)
w = w - 0.5 * (2 / 5 * A.T @ (A @ w - y))  # one step
raw = np.column_stack([np.ones(5), X])
gap = A @ w - raw @ np.linalg.lstsq(raw, y)[0]
print(f"gap to the best prices after one step ${1000 * np.ptp(gap):.4f}")
