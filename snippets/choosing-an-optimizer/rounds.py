"""Three rounds on one problem: many short runs, fewer longer, a few whole."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import scale

X, y = load_breast_cancer(return_X_y=True)
X = np.column_stack([scale(X), np.ones(len(X))])


def train(method, power, updates, seed=0):
    rng, w, m, v = np.random.default_rng(seed), *np.zeros((3, X.shape[1]))
    for t in range(1, updates + 1):
        rows = rng.integers(len(X), size=32)
        p = (1 + np.tanh(X[rows] @ w / 2)) / 2
        g = X[rows].T @ (p - y[rows]) / 32
        m = 0.9 * (method != "descent") * m + g
        v = 0.999 * v + 0.001 * g**2
        size = 10 * (1 - 0.9**t) * (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        step = m / size if method == "Adam" else m
        w = w - 10.0**power * (1 - (t - 1) / updates) * step
    return np.mean(np.logaddexp(0, X @ w) - y * (X @ w)).round(4)


shapes = {"descent": "circle", "momentum": "square", "Adam": "diamond"}
inks = {"descent": "#0072B2", "momentum": "#D55E00", "Adam": "#0F9A70"}
cost, fig, pool = 0, go.Figure(), [(m, p) for m in inks for p in range(-4, 2)]
for updates, keep in [(20, 3), (50, 2), (200, 1)]:
    loss = {pair: train(*pair, updates) for pair in pool}
    best = sorted(loss, key=lambda p: np.nan_to_num(loss[p], nan=9e9))[:keep]
    cost += len(loss) * updates / 200
    print(f"{len(loss):2} of {updates:3}, cost {cost:.2f}, best", end=": ")
    print(", ".join(f"{m} {10**p:.2g} ({loss[m, p]:.4f})" for m, p in best))
    for m in dict.fromkeys(m for m, _ in pool):
        runs = {10**p: each for (k, p), each in loss.items() if k == m}
        fig.add_scatter(x=[*runs], y=[*runs.values()], name=m)
        fig.data[-1].marker = {"color": inks[m], "size": [0, 18, 12, 7][keep]}
        fig.data[-1].marker.symbol = f"{shapes[m]}-open"
        fig.data[-1].showlegend = keep == 3
    pool = [(m, p + s) for m, p in best for s in [-0.5, 0, 0.5][:keep]]
fig.update_traces(mode="markers", marker_line_width=2, cliponaxis=False)
fig.update_xaxes(title="rate", type="log", dtick=1, exponentformat="power")
fig.update_yaxes(title="loss", type="log", tickvals=[0.05, 0.1, 0.2, 0.5, 1])
fig.show()
