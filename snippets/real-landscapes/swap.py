"""A trained network, the same in another order, and what lies half-way."""

import numpy as np
import plotly.graph_objects as go

x = np.linspace(-1, 1, 40)
y = np.sin(5 * x)


def predict(W):
    a, b, c = W  # into each of the 8 hidden units, its intercept, out of it
    return np.tanh(np.outer(x, a) + b) @ c


def loss(W):
    return np.mean((predict(W) - y) ** 2)


rng = np.random.default_rng(1)
W = rng.normal(size=(3, 8)) * np.array([[2], [2], [0.35]])
for _ in range(4000):
    a, b, c = W
    h = np.tanh(np.outer(x, a) + b)
    error = (h @ c - y) / 40
    back = np.outer(error, c) * (1 - h**2)
    W = W - 0.3 * np.array([x @ back, back.sum(axis=0), error @ h])

other = W[:, ::-1]  # the same units, last first
share = np.linspace(0, 1, 41)
along = [loss((1 - t) * W + t * other) for t in share]
names = ["trained", "last unit first", "half-way between"]
for name, place in zip(names, [0, -1, 20], strict=True):
    print(f"{name:17} loss {along[place]:.4f}")
print(f"{'always the mean':17} loss {np.var(y):.4f}")
fig = go.Figure(go.Scatter(x=share, y=along, mode="lines+markers"))
fig.add_hline(y=np.var(y), line_dash="dash", line_color="gray")
fig.update_xaxes(title="share of the way to the other order")
fig.update_yaxes(title="loss", type="log", dtick=1)
fig.show()
