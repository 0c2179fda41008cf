"""Adam on small networks with warm-up and without, at eight base rates."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_digits

X, Y = load_digits(return_X_y=True)
X, Y = X / 16, np.eye(10)[Y]
cosine = (1 + np.cos(np.pi * np.arange(300) / 300)) / 2
rates = np.geomspace(0.01, 0.56, 8)[:, None, None, None]


def losses(warm):
    rng = np.random.default_rng(1)
    sizes = [(64, 16), (16, 10)]  # of the layers, for each of 9 networks
    state = [[rng.normal(0, n**-0.5, (9, n, m)), 0, 0] for n, m in sizes]
    for step in range(1, 301):
        rows = rng.integers(len(X), size=(9, 32))
        hidden = np.tanh(X[rows] @ state[0][0])
        odds = np.exp(hidden @ state[1][0])
        error = (odds / odds.sum(axis=-1, keepdims=True) - Y[rows]) / 32
        back = error @ state[1][0].swapaxes(-1, -2) * (1 - hidden**2)
        for i, (x, e) in enumerate([(X[rows], back), (hidden, error)]):
            w, mean, square = state[i]
            g = x.swapaxes(-1, -2) @ e
            mean, square = 0.9 * mean + 0.1 * g, 0.999 * square + 0.001 * g * g
            size = np.sqrt(square / (1 - 0.999**step)) + 1e-8
            rate = rates * min(1, step / max(warm, 1)) * cosine[step - 1]
            state[i] = [w - rate * mean / (1 - 0.9**step) / size, mean, square]
    scores = np.tanh(X @ state[0][0]) @ state[1][0]
    each = np.log(np.exp(scores).sum(axis=-1)) - np.sum(scores * Y, axis=-1)
    return np.median(each.mean(axis=-1), axis=1)


fig, both = go.Figure(), {0: losses(0), 10: losses(10)}
for warm, name, dash in [(0, "warm-up 0", "solid"), (10, "warm-up 10", "dash")]:
    print(f"{name:<10} best below 0.06: {both[warm].min() < 0.06}")
    fig.add_scatter(x=rates.ravel(), y=both[warm], line_dash=dash, name=name)
gap, best = both[10] / both[0], both[10].min() / both[0].min()
print(f"best with warm-up lower than without: {best < 1}")
for i in (0, 6, 7):
    print(f"at {rates.ravel()[i]:.2f} warm-up saves a quarter: {gap[i] < 0.75}")
fig.update_xaxes(title="base rate", type="log", dtick=1)
fig.update_yaxes(title="loss", type="log", dtick=1)
fig.show()
