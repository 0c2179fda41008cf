"""A cosine that is stopped half way, against one planned for that length."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]


def after(updates, planned):
    rng, w = np.random.default_rng(2), np.zeros((33, 11))  # 33 new draws
    for k in range(updates):
        rate = 0.1935 * (1 + np.cos(np.pi * k / planned)) / 2
        rows = rng.integers(442, size=(33, 17))
        error = np.einsum("sbd,sd->sb", X[rows], w) - y[rows]
        w = w - rate * 2 / 17 * np.einsum("sb,sbd->sd", error, X[rows])
    return np.median(np.mean(((w - best) @ X.T) ** 2, axis=1))


print(f"planned for 1000, stopped at 500: {after(500, 1000):7.1f}")
print(f"planned for  500, run to its end: {after(500, 500):7.1f}")
print(f"planned for 1000, run to its end: {after(1000, 1000):7.1f}")
