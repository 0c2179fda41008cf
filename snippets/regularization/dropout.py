"""Dropout on a linear model, by columns with holes and by its penalty."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # in their own units
X, y = X - X.mean(axis=0), y - y.mean()
kept = 0.8  # the probability with which an entry stays


def shrunk(X, penalties):
    """Return the weights under a penalty for each, times its square."""
    return np.linalg.solve(X.T @ X + np.diag(penalties), X.T @ y)


def dropout(X):
    """Return the weights that dropout aims at: each column its penalty."""
    return shrunk(X, (1 - kept) / kept * np.sum(X**2, axis=0))


rng = np.random.default_rng(1)
holes = np.tile(X, (300, 1))
holes *= (rng.random(holes.shape) < kept) / kept  # a fifth becomes 0
sampled = np.linalg.lstsq(holes, np.tile(y, 300))[0]
spread = y.std()
gap = np.abs(X @ (sampled - dropout(X))).max() / spread
print(f"with holes, and by the penalty: {gap:.2f} apart at most")
move = np.abs(X @ (dropout(X) - np.linalg.lstsq(X, y)[0])).max() / spread
print(f"least squares, and by the penalty: {move:.2f} apart")

other = X * np.where(np.arange(10) == 3, 0.1333, 1)  # mmHg to kPa
for name, fit in [
    ("dropout", dropout),
    ("ridge", lambda X: shrunk(X, np.full(10, 1000.0))),
]:
    change = np.abs(X @ fit(X) - other @ fit(other)).max() / spread
    print(f"blood pressure in kPa: {name} changes by {change:.2f}")
