"""Rows scaled by their own means hide what sets them apart from training."""

import numpy as np
from sklearn.datasets import load_diabetes

data = load_diabetes(scaled=False)
X, y = data.data, data.target


def fit(rows, mean, deviation):
    Z = np.column_stack([np.ones(len(rows)), (X[rows] - mean) / deviation])
    return np.linalg.lstsq(Z, y[rows])[0]


def predict(rows, mean, deviation, w):
    return w[0] + (X[rows] - mean) / deviation @ w[1:]


rises = {"all test rows": [], "the heavy ones": []}
for seed in range(1, 202):
    order = np.random.default_rng(seed).permutation(len(y))
    train, test = order[:300], order[300:]
    heavy = test[X[test, 2] > 30]  # patients with a body mass index above 30
    scale = X[train].mean(axis=0), X[train].std(axis=0)
    w = fit(train, *scale)
    for name, rows in zip(rises, [test, heavy], strict=True):
        own = X[rows].mean(axis=0), X[rows].std(axis=0)
        guesses = [predict(rows, *scale, w), predict(rows, *own, w)]
        errors = [np.sqrt(np.mean((guess - y[rows]) ** 2)) for guess in guesses]
        rises[name].append(errors[1] - errors[0])
        if seed == 1:
            print(f"{name}: {len(rows)} rows, progression {y[rows].mean():.1f}")
            for i, label in enumerate(["training rows'", "their own"]):
                print(f"  scaled by {label:14} mean prediction", end="")
                print(f" {guesses[i].mean():.1f}, error {errors[i]:.1f}")
every = X.mean(axis=0), X.std(axis=0)  # test rows included
same = predict(test, *every, fit(train, *every)), predict(test, *scale, w)
print("fitted on columns scaled by all rows: the same", np.allclose(*same))
print("200 other splits: the error rises by")
for name, rise in rises.items():
    low, middle, high = np.percentile(rise[1:], [5, 50, 95])
    print(f"  {name:14} {low:4.1f} to {high:4.1f} in 90%, median {middle:4.1f}")
