"""A hundred digits and more and more columns: the test error falls twice."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_digits

X, label = load_digits(return_X_y=True)
X, Y = (X - X.mean(axis=0)) / 16, np.eye(10)[label]
columns = [10, 20, 40, 60, 80, 90, 100, 110, 130, 170, 250, 400, 800]
errors = np.zeros((3, len(columns), 3))
for seed in range(3):
    rng = np.random.default_rng(seed)
    rows = rng.permutation(1797)[:500]  # 100 to fit, 400 to test
    F = np.maximum(X[rows] @ rng.normal(size=(64, 800)), 0)
    for i, p in enumerate(columns):
        w = np.linalg.lstsq(F[:100, :p], Y[rows[:100]])[0]  # the shortest
        squares = np.sum((F[:, :p] @ w - Y[rows]) ** 2, axis=1)
        split = squares[:100].mean(), squares[100:].mean()
        errors[seed, i] = *split, np.linalg.norm(w)
train, test, length = np.median(errors, axis=0).T
for i, p in enumerate(columns):
    if p in (20, 60, 100, 170, 800):
        print(f"{p} columns: training error {train[i]:.3f}", end=", ")
        print(f"test {test[i]:5.2f}, length {length[i]:.2f}")
fig = go.Figure()
fig.add_scatter(x=columns, y=train, name="training", line_dash="dash")
fig.add_scatter(x=columns, y=test, name="test")
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="columns, one weight each", type="log", dtick=1)
fig.update_yaxes(title="squared error", type="log", range=[-1.5, 2.5], dtick=1)
fig.show()
