"""The same rates in three orders: without noise the end is the same."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]

falling = 0.014 * (1 + np.cos(np.pi * np.arange(300) / 300))
orders = {"falling": falling, "rising": falling[::-1]}
orders["shuffled"] = rng.permutation(falling)
ends, gaps = {}, {}
for name, rates in orders.items():
    w = np.zeros(2)
    v = np.zeros((101, 2))  # 101 runs with batches of ten
    rng = np.random.default_rng(2)
    for rate in rates:
        w = w - rate * 2 / 100 * X.T @ (X @ w - y)
        rows = rng.integers(100, size=(101, 10))
        error = np.einsum("sbd,sd->sb", X[rows], v) - y[rows]
        v = v - rate * 2 / 10 * np.einsum("sb,sbd->sd", error, X[rows])
    ends[name] = w
    gaps[name] = np.median(np.mean(((v - best) @ X.T) ** 2, axis=1))

print("order     all points                   batches of ten")
for name, w in ends.items():
    print(f"{name:<9} w = {w[0]:.6f}, b = {w[1]:.6f}", end="")
    print(f"   {gaps[name]:.2f} above the least")
apart = max(np.abs(w - ends["falling"]).max() for w in ends.values())
if apart < 1e-9:
    print("none of them: over all points they end at the same place")
