"""Early stopping keeps the step with the lowest validation error."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import PolynomialFeatures

data = load_diabetes()
X = PolynomialFeatures(2, include_bias=False).fit_transform(data.data)
order = np.random.default_rng(0).permutation(442)
train, valid, test = order[:100], order[100:200], order[200:]
X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
y = data.target - data.target[train].mean()
rate = 1 / np.linalg.eigvalsh(2 / 100 * X[train].T @ X[train])[-1]


def error(rows, w):
    return np.sqrt(np.mean((X[rows] @ w - y[rows]) ** 2))


w, best, errors = np.zeros(X.shape[1]), (np.inf, 0), []
for step in range(3001):
    errors.append([error(rows, w) for rows in (train, valid, test)])
    if errors[-1][1] < best[0]:
        best = errors[-1][1], step
    if step == best[1] + 20:
        print(f"patience of 20 ends at step {step}, keeps step {best[1]}")
    w = w - rate * (2 / 100 * X[train].T @ (X[train] @ w - y[train]))
for step in [1, 11, 100, 3000]:
    print(f"step {step}: training {errors[step][0]:.1f}", end=", ")
    print(f"validation {errors[step][1]:.1f}, test {errors[step][2]:.1f}")
print(f"lowest validation in all 3,000 steps: {best[0]:.1f}, step {best[1]}")
rank = np.linalg.matrix_rank(X[train])
print(f"{X.shape[1]} columns, {rank} of them independent; patients:", end=" ")
print(len(train), len(valid), len(test))
fig = go.Figure()
steps = np.unique(np.geomspace(1, 3000, 100).astype(int))
for j, dash in enumerate(["solid", "dash"]):
    fig.add_scatter(x=steps, y=np.array(errors)[steps, j], mode="lines")
    fig.data[j].update(name=["training", "validation"][j], line_dash=dash)
fig.update_xaxes(title="step", type="log", dtick=1)
fig.update_yaxes(title="root mean squared error")
fig.show()
