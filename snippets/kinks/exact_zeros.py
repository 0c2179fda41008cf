"""Three ways to hold 65 weights back, and what is exactly zero at the end."""

import numpy as np
from sklearn.datasets import load_diabetes

A, y = load_diabetes(return_X_y=True)
i, j = np.triu_indices(10)
X = np.column_stack([A, A[:, i] * A[:, j]])  # with all squares and products
X, y = (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
rate = 1 / np.linalg.eigvalsh(X.T @ X / len(y))[-1]
penalty = 0.1
names = ["squares", "absolute, by slopes", "absolute, by shrinking"]
print("penalty                exact zeros  below 0.001")
for name in names:
    w = np.zeros(65)
    for k in range(1, 1001):
        g = X.T @ (X @ w - y) / len(y)  # of half the mean squared error
        if name == "squares":
            w = w - rate / 2 * (g + penalty * w)
        elif name == "absolute, by slopes":
            w = w - rate / np.sqrt(k) * (g + penalty * np.sign(w))
        else:  # a step, and then every weight nearer to zero by a constant
            v = w - rate * g
            w = np.sign(v) * np.maximum(abs(v) - rate * penalty, 0)
    zeros, tiny = np.sum(w == 0), np.sum(abs(w) < 0.001)
    verdict = "  most are zero" if zeros > 32 else ""
    print(f"{name:<22} {zeros:11} {tiny:12}{verdict}")
