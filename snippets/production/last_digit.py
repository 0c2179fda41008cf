"""Cases added forwards and backwards: how far apart two runs of Adam drift."""

import numpy as np
import plotly.graph_objects as go

X = np.linspace(-2, 2, 40)[:, None]
y, forward, backward = np.sin(3 * X), np.arange(40), np.arange(40)[::-1]


def train(order, rate, seed):
    """Return weights and losses of Adam, the cases summed in this order."""
    rng, A, b = np.random.default_rng(seed), X[order], y[order]
    W = [rng.normal(0, 1, shape) for shape in [(1, 10), (10,), (10, 1)]]
    M, V, path = [0, 0, 0], [0, 0, 0], []
    for t in range(1, 2001):
        hidden = np.tanh(A @ W[0] + W[1])
        error = 2 / 40 * (hidden @ W[2] - b)
        back = error @ W[2].T * (1 - hidden**2)
        for i, g in enumerate([A.T @ back, back.sum(axis=0), hidden.T @ error]):
            M[i], V[i] = 0.9 * M[i] + 0.1 * g, 0.999 * V[i] + 0.001 * g**2
            size = np.sqrt(V[i] / (1 - 0.999**t)) + 1e-8
            W[i] = W[i] - rate * M[i] / (1 - 0.9**t) / size
        loss = 400 * np.mean(error**2)
        path.append(np.concatenate([loss, *W], axis=None))
    return np.array(path)


fig = go.Figure(layout_yaxis_exponentformat="power")
for rate, dash in [(0.003, "dash"), (0.1, "solid")]:
    far = []
    for seed in range(5):
        one, two = [train(order, rate, seed) for order in (forward, backward)]
        apart = np.abs(one - two)[:, 1:].max(axis=1)
        far.append(apart.max())
    over = [np.sum(np.array(far) > limit) for limit in (1e-12, 1e-9)]
    print(f"rate {rate}: over 1e-12 apart {over[0]} of 5,", end=" ")
    print(f"over 1e-9 {over[1]} of 5")
    name, shown = f"distance, rate {rate}", np.arange(0, 2000, 10)
    distance = np.maximum(apart[shown], 1e-17)
    fig.add_scatter(x=shown + 1, y=distance, name=name, line_dash=dash)
loss = one[shown, 0]
fig.add_scatter(x=shown + 1, y=loss, name="loss, rate 0.1", line_dash="dot")
fig.update_xaxes(title="update")
fig.update_yaxes(title="distance, loss", type="log", dtick=2)
fig.show()
