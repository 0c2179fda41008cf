"""A line through wrong labels: the smallest gradient, below its bound."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.normal(size=60)
y = 2 * x + 1 + rng.normal(0, 0.3, 60)
y[:15] = rng.uniform(-9, 9, 15)  # a quarter of the labels is wrong
X = np.column_stack([x, np.ones(60)])


def loss(w):
    error2 = (X @ w - y) ** 2
    return np.mean(error2 / (1 + error2))  # no case counts more than 1


def gradient(w):
    error = X @ w - y
    return X.T @ (2 * error / (1 + error**2) ** 2) / 60


L = 2 * np.linalg.eigvalsh(X.T @ X / 60).max()
k = np.arange(1, 61)
fig = go.Figure(layout_yaxis_exponentformat="power")
fig.add_scatter(x=k, y=4 * L / (3 * k - 1), name="bound", line_dash="dash")
print(f"L = {L:.3f}, bound after 10: {fig.data[0].y[9]:.1e},", end=" ")
print(f"after 60: {fig.data[0].y[59]:.1e}")
for start, dash in [((0.0, 0.0), "solid"), ((-4.0, -4.0), "dot")]:
    w, squares = np.array(start), []
    for _ in k:
        squares.append(gradient(w) @ gradient(w))
        w = w - gradient(w) / L
    smallest = np.minimum.accumulate(squares)
    print(f"from {start}: loss {loss(np.array(start)):.3f}", end="")
    print(f" to {loss(w):.3f}, at slope {w[0]:.2f}, intercept {w[1]:.2f}")
    print(f"    smallest squared gradient: first {smallest[0]:.1e}", end="")
    print(f", of 10 {smallest[9]:.1e}, of 60 {smallest[59]:.1e}")
    fig.add_scatter(x=k, y=smallest, name=f"from {start}", line_dash=dash)
fig.update_xaxes(title="gradients seen, k", type="log", dtick=1)
fig.update_yaxes(title="smallest squared gradient", type="log", dtick=2)
fig.show()
