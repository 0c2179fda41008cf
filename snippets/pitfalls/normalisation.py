"""A gradient divided by the number of cases, as the loss is."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

X, y = load_diabetes(return_X_y=True)
X, y, penalty = scale(X), y - y.mean(), 0.1


def loss(w):
    return np.mean((X @ w - y) ** 2) + penalty * w @ w


learning_rate = 0.1
w = np.zeros(10)
for _ in range(10_000):
    gradient = 2 / 442 * X.T @ (X @ w - y) + 2 * penalty * w
    w = w - learning_rate * gradient
best = np.linalg.solve(X.T @ X / 442 + penalty * np.eye(10), X.T @ y / 442)
print(f"loss {loss(w):.2f}, least possible {loss(best):.2f}")
print("found:", w[:5].round(1))
print("best: ", best[:5].round(1))
