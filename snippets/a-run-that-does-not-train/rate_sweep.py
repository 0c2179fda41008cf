"""Step 6, sweep the rate: the rate of the run is far from the best."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(1797)
X, y = X[order] / 16, y[order]


def forward(W, X):
    hidden = np.tanh(X @ W[0])
    scores = hidden @ W[1]
    scores = scores - scores.max(axis=1, keepdims=True)
    return hidden, scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def loss(W, X, y):
    return -np.mean(forward(W, X)[1][np.arange(len(y)), y])


def after(rate, updates=100):
    rng = np.random.default_rng(1)
    W = [rng.normal(0, 1 / 8, (64, 32)), rng.normal(0, 0.1, (32, 10))]
    for _ in range(updates):
        rows = rng.integers(1000, size=32)
        hidden, logs = forward(W, X[rows])
        error = (np.exp(logs) - np.eye(10)[y[rows]]) / 32
        back = error @ W[1].T * (1 - hidden**2)
        W = [W[0] - rate * X[rows].T @ back, W[1] - rate * hidden.T @ error]
    return loss(W, X[:1000], y[:1000])


rates = 0.5 * 10.0 ** np.arange(-3, 3)
losses = [after(rate) for rate in rates]
for rate, end in zip(rates, losses, strict=True):
    print(f"rate {rate:<7.2g} {f'{end:.2f}' if end < 10 else 'above 10'}")
fig = go.Figure(go.Scatter(x=rates, y=losses, name="loss"))
fig.add_hline(y=np.log(10), line_dash="dash", name="no idea")
fig.update_shapes(label={"text": "ln 10", "yanchor": "bottom"})
fig.update_xaxes(title="rate", type="log", dtick=1)
fig.update_yaxes(title="loss after 100 updates", type="log", dtick=1)
fig.show()
