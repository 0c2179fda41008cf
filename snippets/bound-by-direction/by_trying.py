"""Trying finds the bound on the rate: two over the largest eigenvalue."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])


def explodes(learning_rate):
    w = np.zeros(2)
    start = y @ y / 100
    for _ in range(10_000):
        error = X @ w - y
        if error @ error / 100 > 100 * start:
            return True
        w = w - learning_rate * (2 / 100 * X.T @ error)
    return False


low, high = 0.01, 0.03  # the first converges, the second explodes
for _ in range(20):
    middle = (low + high) / 2
    low, high = (low, middle) if explodes(middle) else (middle, high)
bound = 2 / np.linalg.eigvalsh(2 / 100 * X.T @ X)[1]
print(f"by trying       {high:.7f}")
print(f"2 / eigenvalue  {bound:.7f}, less by {high - bound:.1e}")
