"""Early stopping and ridge regression do about equally well on patients."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import PolynomialFeatures

data = load_diabetes()
F = PolynomialFeatures(2, include_bias=False).fit_transform(data.data)
results = []


def error(X, y, w):
    return np.sqrt(np.mean((X @ w - y) ** 2))


for seed in range(20):
    order = np.random.default_rng(seed).permutation(442)
    train, valid, test = order[:100], order[100:200], order[200:]
    X = (F - F[train].mean(axis=0)) / F[train].std(axis=0)
    y = data.target - data.target[train].mean()
    eigenvalues, directions = np.linalg.eigh(2 / 100 * X[train].T @ X[train])
    slope = directions.T @ (2 / 100 * X[train].T @ y[train])
    rate = 1 / eigenvalues[-1]

    stopped, w = [], np.zeros(len(slope))
    for _ in range(300):
        w = w + rate * (slope - eigenvalues * w)  # a step, turned to the axes
        stopped.append(directions @ w)
    ridge = [
        directions @ (slope / (eigenvalues + penalty))
        for penalty in np.geomspace(1e-3, 1e3, 300)
    ]
    chosen = []
    for weights in [stopped, ridge]:
        errors = [error(X[valid], y[valid], w) for w in weights]
        chosen.append(weights[np.argmin(errors)])
    apart = error(X[test], X[test] @ chosen[0], chosen[1])
    full = np.linalg.lstsq(X[train], y[train])[0]
    scores = [error(X[test], y[test], w) for w in [*chosen, full]]
    results.append([*scores, apart])
results = np.array(results)
for j, name in enumerate(["stopped", "ridge", "neither", "apart"]):
    low, middle, high = np.percentile(results[:, j], [0, 50, 100])
    print(f"{name:8} median {middle:5.1f}, from {low:.1f} to {high:.1f}")
print("stopping is better in", np.sum(results[:, 0] < results[:, 1]), "of 20")
