"""Columns and labels shuffled in one order, and each in its own."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True)
X = np.column_stack([X, np.ones(442)])
rng = np.random.default_rng(1)
order = rng.permutation(442)
for name, other in {"right": order, "wrong": rng.permutation(442)}.items():
    A, b = X[order], y[other]
    w = np.linalg.lstsq(A[:300], b[:300])[0]
    error = np.sqrt(np.mean((A[300:] @ w - b[300:]) ** 2))
    spread = np.sqrt(np.mean((b[:300].mean() - b[300:]) ** 2))
    print(f"{name}: test error {error:.1f}, of the mean {spread:.1f}")
