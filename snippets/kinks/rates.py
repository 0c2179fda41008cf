"""The lasso's loss above the least, step by step, and two bounds for it."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso

A, y = load_diabetes(return_X_y=True)
i, j = np.triu_indices(10)
X = np.column_stack([A, A[:, i] * A[:, j]])
X, y = (X - X.mean(axis=0)) / X.std(axis=0), (y - y.mean()) / y.std()
n, penalty = len(y), 0.001
L = np.linalg.eigvalsh(X.T @ X / n)[-1]


def loss(w):
    return np.sum((X @ w - y) ** 2) / (2 * n) + penalty * np.sum(abs(w))


lasso = Lasso(penalty, fit_intercept=False, tol=1e-12, max_iter=10**6)
best = lasso.fit(X, y).coef_  # by another method
D2, least, k = best @ best, loss(best), np.arange(1, 1001)
runs = {"ISTA": [], "FISTA": []}
for name, losses in runs.items():
    w, ahead, t = np.zeros(65), np.zeros(65), 1.0
    for _ in k:
        v = ahead - X.T @ (X @ ahead - y) / n / L
        after = np.sign(v) * np.maximum(abs(v) - penalty / L, 0)
        longer = (1 + np.sqrt(1 + 4 * t**2)) / 2
        push = (t - 1) / longer if name == "FISTA" else 0
        w, ahead, t = after, after + push * (after - w), longer
        losses.append(loss(w) - least)
ways = {**runs, "bound 1/k": L * D2 / (2 * k)}
ways["bound 1/k²"] = 2 * L * D2 / (k + 1) ** 2
fig = go.Figure()
print("after steps       10      100     1000")
for name, values in ways.items():
    print(f"{name:<11}", *[f"{values[at - 1]:8.1e}" for at in (10, 100, 1000)])
    fig.add_scatter(x=k, y=values, name=name)
fig.data[0].line.dash, fig.data[2].line.dash = "dash", "dot"
fig.data[3].line.dash = "dashdot"
fig.update_xaxes(title="step k", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(exponentformat="power")
fig.show()
