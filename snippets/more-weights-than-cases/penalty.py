"""A hundred columns for a hundred digits: a ridge penalty takes the peak away."""

import numpy as np
from sklearn.datasets import load_digits

X, label = load_digits(return_X_y=True)
X, Y = (X - X.mean(axis=0)) / 16, np.eye(10)[label]
rng = np.random.default_rng(0)
rows = rng.permutation(1797)[:500]
F = np.maximum(X[rows] @ rng.normal(size=(64, 100)), 0)
train, test = slice(0, 100), slice(100, 500)
for penalty in [0.001, 0.1, 1, 10, 100]:
    A = F[train].T @ F[train] + penalty * np.eye(100)
    w = np.linalg.solve(A, F[train].T @ Y[rows[train]])
    squares = np.sum((F @ w - Y[rows]) ** 2, axis=1)
    print(
        f"penalty {penalty:<5g}: training {squares[train].mean():.3f}", end=", "
    )
    print(f"test {squares[test].mean():.2f}")
