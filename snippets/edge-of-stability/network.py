"""A small network at three rates: its sharpness, seen at every 25th step."""

import numpy as np
import plotly.graph_objects as go

x = np.linspace(-1, 1, 20)
y = np.sin(4 * x)
rng = np.random.default_rng(1)
start = rng.normal(size=30) * np.repeat([1, 1, 10**-0.5], 10)


def gradient(W):
    """Return the gradients of half the mean square for rows of 30 weights."""
    a, b, c = W[:, None, :10], W[:, None, 10:20], W[:, None, 20:]
    h = np.tanh(x[:, None] * a + b)  # rows, cases, ten hidden units
    error = (np.sum(h * c, axis=2) - y)[..., None] / 20
    back = error * c * (1 - h**2)
    slopes = [back * x[:, None], back, error * h]
    return np.concatenate([each.sum(axis=1) for each in slopes], axis=1)


def sharpness(w):
    """Return the largest eigenvalue of the Hessian, by central differences."""
    e = 1e-5 * np.eye(30)
    return np.linalg.eigvalsh((gradient(w + e) - gradient(w - e)) / 2e-5)[-1]


fig = go.Figure()
for rate, dash in [(0.2, "dot"), (0.4, "dash"), (0.8, "solid")]:
    w, path, slopes = start, [], []
    for step in range(6001):
        if step % 25 == 0:
            path.append(sharpness(w))
        w = w - rate * gradient(w[None])[0]
    late = path[-40:]  # the last thousand steps
    print(f"rate {rate}: sharpness {path[0]:.2f}, at most", end=" ")
    print(f"{max(path):.1f}, late {min(late):.1f} to {max(late):.1f}", end="; ")
    print(f"2/rate {2 / rate:.1f}")
    fig.add_scatter(x=25 * np.arange(241), y=path, line_dash=dash)
    fig.data[-1].name = f"rate {rate}"
for rate in [0.4, 0.8]:
    fig.add_hline(y=2 / rate, line_width=1, label_text=f"2/{rate}")
fig.update_xaxes(title="step")
fig.update_yaxes(title="sharpness", range=[1.5, 7])
fig.show()
