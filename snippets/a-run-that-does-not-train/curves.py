"""Step 7, read both curves: too few cases, a rate that fades too soon."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(1797)
X, y = X[order] / 16, y[order]


def forward(W, X):
    hidden = np.tanh(X @ W[0])
    odds = np.exp(hidden @ W[1])
    return hidden, np.log(odds / odds.sum(axis=1, keepdims=True))


def loss(W, X, y):
    return -np.mean(forward(W, X)[1][np.arange(len(y)), y])


def curves(cases=1000, decay=1.0, updates=600):
    rng, log = np.random.default_rng(1), []
    W = [rng.normal(0, 1 / 8, (64, 32)), rng.normal(0, 0.1, (32, 10))]
    for k in range(updates + 1):
        if k % 10 == 0:
            held = loss(W, X[1000:], y[1000:])
            log.append((loss(W, X[:cases], y[:cases]), held))
        rows = rng.integers(cases, size=32)
        hidden, logs = forward(W, X[rows])
        error = 0.5 * decay**k * (np.exp(logs) - np.eye(10)[y[rows]]) / 32
        back = error @ W[1].T * (1 - hidden**2)
        W = [W[0] - X[rows].T @ back, W[1] - hidden.T @ error]
    return dict(zip(["training", "validation"], np.transpose(log), strict=True))


fig, inks = go.Figure(), ["#0072B2", "#D55E00", "#0F9A70"]
runs = {"sound": {}, "30 cases": {"cases": 30}, "fades": {"decay": 0.9}}
for (name, fault), ink in zip(runs.items(), inks, strict=True):
    for part, log in curves(**fault).items():
        print(f"{name}, {part}: {log[15]:.2f}, later {log[-1]:.2f}")
        line = {"dash": "solid" if part == "training" else "dash", "color": ink}
        fig.add_scatter(y=log, dx=10, name=f"{name}, {part}", line=line)
fig.update_xaxes(title="update").update_yaxes(title="loss", type="log")
fig.show()
