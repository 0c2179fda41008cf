"""How much of three paints a mixture has, with the sum held and without."""

import numpy as np


def onto_simplex(v):  # the nearest shares: none negative, and the sum is 1
    largest = np.sort(v)[::-1]
    excess = (np.cumsum(largest) - 1) / np.arange(1, v.size + 1)
    return np.maximum(v - excess[np.flatnonzero(largest > excess)[-1]], 0)


draw = np.random.default_rng(4)
X = draw.uniform(0, 1, (30, 3))  # three pure paints, each in 30 colours
truth = np.array([0.7, 0.3, 0.0])
y = X @ truth + draw.normal(0, 0.1, 30)  # the mixture, as measured
rate = 1 / np.linalg.eigvalsh(X.T @ X)[-1]
w = np.full(3, 1 / 3)
for _ in range(200):
    w = onto_simplex(w - rate * X.T @ (X @ w - y))
ways = {"free": np.linalg.lstsq(X, y)[0], "shares": w, "truth": truth}
for name, w in ways.items():
    print(f"{name:<7}", *(f"{x:6.3f}" for x in w), f"  sum {sum(w):.3f}")
