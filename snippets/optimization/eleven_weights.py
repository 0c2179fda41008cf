"""Eleven weights by the normal equations, by lstsq and by gradient descent."""

import numpy as np

x = np.linspace(0, 10, 51)
X = np.vander(x, 11, increasing=True)  # columns 1, x, x², ..., x¹⁰
y = X @ np.ones(11)  # no noise

descended = np.zeros(11)  # all weights start at zero
learning_rate = 1 / np.linalg.eigvalsh(2 / 51 * X.T @ X)[-1]
for _ in range(10_000):
    gradient = 2 / 51 * X.T @ (X @ descended - y)
    descended = descended - learning_rate * gradient

for name, w in [
    ("normal equations", np.linalg.solve(X.T @ X, X.T @ y)),
    ("lstsq", np.linalg.lstsq(X, y)[0]),
    ("gradient descent", descended),
]:
    off = np.max(np.abs(w - 1))
    limit = 0.1 if off > 0.1 else 0.001
    verdict = "all weights right" if off < 0.001 else f"off by over {limit}"
    miss = np.max(np.abs(X @ w - y)) / np.max(y)
    close = "below" if miss < 1e-6 else "above"
    print(f"{name:<16}  {verdict:<17}  misses {close} a millionth")
