"""The best rate of Adam at three widths, in two ways to scale weights."""

import numpy as np
import plotly.graph_objects as go

draw = np.random.default_rng(1)
X = draw.normal(size=(40, 8))
y = np.tanh(X @ draw.normal(size=(8, 8)) / 8**0.5) @ draw.normal(size=(8, 1))


def train(width, rates, scaled, seed):
    rng, share = np.random.default_rng(seed), 16 / width if scaled else 1
    sizes = [(8, width), (width, width), (width, 1)]  # 0 * rates: W for each
    W = [rng.normal(0, s[0] ** -0.5, s) + 0 * rates for s in sizes]
    W[2] = W[2] * share**0.5  # scaled: the last layer starts smaller
    own = [rates, rates * share, rates * share]  # and later layers go slower
    M, V = [0 * w for w in W], [0 * w for w in W]
    for t in range(1, 21):
        h = np.tanh(X @ W[0])
        k = np.tanh(h @ W[1])
        e = (k @ W[2] - y) / 20
        d = e @ W[2].mT * (1 - k**2)
        G = X.T @ (d @ W[1].mT * (1 - h**2)), h.mT @ d, k.mT @ e
        for i, g in enumerate(G):
            M[i], V[i] = 0.9 * M[i] + 0.1 * g, 0.999 * V[i] + 0.001 * g**2
            size = np.sqrt(V[i] / (1 - 0.999**t)) + 1e-8
            W[i] = W[i] - own[i] * M[i] / (1 - 0.9**t) / size
    k = np.tanh(np.tanh(X @ W[0]) @ W[1])
    return np.mean((k @ W[2] - y) ** 2, axis=(1, 2))


powers, fig = np.arange(-9, 0), go.Figure()
rates = 2.0 ** powers[:, None, None]
for name in ["usual", "scaled"]:
    for width, dash in [(16, "dot"), (32, "dash"), (96, "solid")]:
        runs = [train(width, rates, name == "scaled", s) for s in (0, 1)]
        loss = np.mean(runs, axis=0)
        best = f"best at 2^{powers[loss.argmin()]}, {loss.min():.3f}"
        print(f"{name}, width {width}: {best}; at 2^-3 {loss[6]:.3f}")
        fig.add_scatter(x=powers, y=loss, line_dash=dash)
        fig.data[-1].name = f"{name}, {width}"
fig.data[0].name, fig.data[3].visible = "both, 16", False  # they are one
fig.update_xaxes(title="power of two that is the rate")
fig.update_yaxes(title="loss after 20 steps", type="log", dtick=1)
fig.show()
