"""What three thresholds cost on new tumours, on average over 100 splits."""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression

table, benign = load_breast_cancer(return_X_y=True)
y, miss, alarm = 1.0 - benign, 10, 1
model = LogisticRegression(C=1000, solver="newton-cholesky", tol=1e-8)


def cost(p, y, threshold):
    return np.where(p < threshold, miss * y, alarm * (1 - y)).sum()


for columns in [[0, 1, 4], range(30)]:
    costs = []
    for seed in range(100):
        rows = np.random.default_rng(seed).permutation(569)
        A, V, T = np.split(rows, [200, 384])
        X = table[:, columns]
        X = (X - X[A].mean(0)) / X[A].std(0)
        p = model.fit(X[A], y[A]).predict_proba(X)[:, 1]
        searched = min(p[V], key=lambda each: cost(p[V], y[V], each))
        limits = [0.5, alarm / (alarm + miss), searched]
        costs.append([cost(p[T], y[T], each) for each in limits])
    print(f"{len(columns)} measurements")
    means = dict(
        zip(["0.5", "1/11", "searched"], np.mean(costs, 0), strict=True)
    )
    print(
        *[f"  {name:<9}{mean:5.1f}" for name, mean in means.items()], sep="\n"
    )
