"""Rows scaled by their own means hide what sets them apart from training."""

import numpy as np
from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
X, y = data.data, data.target
order = np.random.default_rng(1).permutation(len(y))
train, test = order[:300], order[300:]
print(f"{len(train)} of {len(y)} patients for training")
heavy = test[X[test, 2] > 30]  # patients with a body mass index above 30
mean, deviation = X[train].mean(axis=0), X[train].std(axis=0)


def fit(mean, deviation):
    Z = np.column_stack([np.ones(300), (X[train] - mean) / deviation])
    return np.linalg.lstsq(Z, y[train])[0]


def predict(rows, mean, deviation, w):
    return w[0] + (X[rows] - mean) / deviation @ w[1:]


w = fit(mean, deviation)


for name, rows in {"all test rows": test, "the heavy ones": heavy}.items():
    own = X[rows].mean(axis=0), X[rows].std(axis=0)
    right, wrong = predict(rows, mean, deviation, w), predict(rows, *own, w)
    print(f"{name}: {len(rows)} rows, progression {y[rows].mean():.1f}")
    for label, guess in {"training rows'": right, "their own": wrong}.items():
        error = np.sqrt(np.mean((guess - y[rows]) ** 2))
        print(f"  scaled by {label:14}", end="")
        print(f" mean prediction {guess.mean():.1f}, error {error:.1f}")
every = X.mean(axis=0), X.std(axis=0)  # test rows included
same = predict(test, *every, fit(*every)), predict(test, mean, deviation, w)
print("fitted on columns scaled by all rows: the same", np.allclose(*same))
