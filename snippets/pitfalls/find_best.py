"""Holds a pitfall: the best weights of a noisy run are kept."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([(x - x.mean()) / x.std(), np.ones(100)])


def loss(w):
    return np.mean((X @ w - y) ** 2)


w, best, kept = np.zeros(2), np.inf, None
for _ in range(500):
    row = rng.integers(100)
    now = loss(w)
    w = w - 0.05 * 2 * (X[row] @ w - y[row]) * X[row]
    if now < best:
        best, kept = now, w
print(f"best loss {best:.3f}, loss of the kept weights {loss(kept):.3f}")
