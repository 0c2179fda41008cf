"""How long the decay after a plateau should be, from a twentieth to all."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
grid = np.geomspace(0.001, 0.3, 14)
falls = np.array([0.05, 0.1, 0.2, 0.4, 0.7, 1.0])[:, None, None]
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge
rng, w = np.random.default_rng(3), np.zeros((33, 6, 14, 11))
for k in range(1000):
    share = np.minimum(1, (1 - k / 1000) / falls)
    rows = rng.integers(442, size=(33, 1, 17))
    error = w @ X[rows].mT - y[rows][:, :, None]
    w = w - share * grid[:, None] * 2 / 17 * error @ X[rows]
gaps = np.sum(((w - best) @ R.T) ** 2, axis=3) / 442
chosen = np.nanargmin(np.median(gaps[:11], axis=0), axis=1)  # by 11 draws
print("                  base rate   loss   quartiles")
for i, fall in enumerate(falls.ravel()):
    quarters = np.percentile(gaps[11:, i, chosen[i]], [50, 25, 75])
    print(f"decay over {fall:4.0%}      {grid[chosen[i]]:.4f}", end="")
    print("{:7.1f}   {:.1f} to {:.1f}".format(*quarters))
