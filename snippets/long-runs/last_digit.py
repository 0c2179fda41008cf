"""Cases added forwards and backwards: how far apart two runs of Adam drift."""

import numpy as np
import plotly.graph_objects as go

X = np.linspace(-2, 2, 40)[:, None]
y, forward, backward = np.sin(3 * X), np.arange(40), np.arange(40)[::-1]


def train(order, rate):  # five seeds at once
    """Return losses and weights of Adam, the cases summed in this order."""
    A, b, shapes = X[order], y[order], [(1, 10), (1, 10), (10, 1)]
    rngs = [np.random.default_rng(seed) for seed in range(5)]
    W = [np.array([rng.normal(0, 1, s) for rng in rngs]) for s in shapes]
    M, V, path = [0, 0, 0], [0, 0, 0], []
    for t in range(1, 2001):
        hidden = np.tanh(A @ W[0] + W[1])
        error = 2 / 40 * (hidden @ W[2] - b)
        back = error @ W[2].mT * (1 - hidden**2)
        sums = A.T @ back, back.sum(1, keepdims=True), hidden.mT @ error
        for i, g in enumerate(sums):
            M[i], V[i] = 0.9 * M[i] + 0.1 * g, 0.999 * V[i] + 0.001 * g**2
            size = np.sqrt(V[i] / (1 - 0.999**t)) + 1e-8
            W[i] = W[i] - rate * M[i] / (1 - 0.9**t) / size
        loss = 400 * np.mean(error**2, axis=1)
        path.append(np.hstack([loss, *[w.reshape(5, 10) for w in W]]))
    return np.array(path)


fig = go.Figure(layout_yaxis_exponentformat="power")
for rate, dash in [(0.003, "dash"), (0.1, "solid")]:
    one, two = [train(order, rate) for order in (forward, backward)]
    apart = np.abs(one - two)[:, :, 1:].max(axis=2)  # of all weights
    over = [np.sum(apart.max(axis=0) > limit) for limit in (1e-12, 1e-9)]
    print(f"rate {rate}: over 1e-12 apart {over[0]} of 5,", end=" ")
    print(f"over 1e-9 {over[1]} of 5")
    name, shown = f"distance, rate {rate}", np.arange(0, 2000, 10)
    distance = np.maximum(apart[shown, -1], 1e-17)
    fig.add_scatter(x=shown + 1, y=distance, name=name, line_dash=dash)
loss = one[shown, -1, 0]
fig.add_scatter(x=shown + 1, y=loss, name="loss, rate 0.1", line_dash="dot")
fig.update_xaxes(title="update")
fig.update_yaxes(title="distance, loss", type="log", dtick=2)
fig.show()
