"""A mean of the last half, at a constant rate and at one that falls."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
rng, w, late = np.random.default_rng(1), np.zeros((2, 33, 11)), 0
for k in range(1000):
    rows = rng.integers(442, size=(33, 17))
    error = np.einsum("sbd,rsd->rsb", X[rows], w) - y[rows]
    share = np.array([1, (1 + np.cos(np.pi * k / 1000)) / 2])[:, None, None]
    w = w - 0.1935 * share * 2 / 17 * np.einsum("rsb,sbd->rsd", error, X[rows])
    late = late + (k >= 500) * w / 500
for name, end in [("last weights", w), ("mean of half", late)]:
    gaps = np.sum(((end - best) @ R.T) ** 2, axis=-1) / 442
    constant, cosine = np.median(gaps[:, 11:], axis=1)  # the draws of the race
    print(f"{name}: constant {constant:6.1f}, cosine {cosine:5.1f}")
