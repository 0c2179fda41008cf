"""Two hidden units that start equal: what descent, batches and noise do."""

import numpy as np
import plotly.graph_objects as go

x = np.linspace(-1, 1, 40)
y = np.cos(4 * x)


def run(batch, noise):
    rng = np.random.default_rng(1)
    W = np.array([[1.0, 1.0], [0.1, 0.1], [0.5, 0.5]])  # a, b, c: two units
    W = W + noise * rng.normal(size=(3, 2))
    losses = []
    for _ in range(20_000):
        rows = rng.choice(40, batch, replace=False)
        a, b, c = W
        losses.append(np.mean((np.tanh(np.outer(x, a) + b) @ c - y) ** 2))
        h = np.tanh(np.outer(x[rows], a) + b)
        error = (h @ c - y[rows]) / batch
        back = np.outer(error, c) * (1 - h**2)
        slopes = [x[rows] @ back, back.sum(axis=0), error @ h]
        W = W - 0.1 * np.array(slopes)
    return losses, np.abs(W[:, 0] - W[:, 1]).max()


fig = go.Figure()
runs = {"all cases": (40, 0), "batches of 4": (4, 0)}
runs["all cases, 1e-6 apart"] = (40, 1e-6)
print(f"{'':21}  apart  lowest loss  mean of last 1,000")
for (name, how), dash in zip(
    runs.items(), ["dash", "dot", "solid"], strict=True
):
    losses, apart = run(*how)
    print(f"{name:21}  {apart:5.1f}  {min(losses):11.3f}", end="  ")
    print(f"{np.mean(losses[-1000:]):18.3f}")
    fig.add_scatter(x=np.arange(0, 20_000, 100), y=losses[::100], name=name)
    fig.data[-1].line.dash = dash
fig.update_xaxes(title="step", tickformat=",", dtick=5000, range=[0, 2e4])
fig.update_yaxes(title="loss over all cases", type="log")
fig.update_yaxes(tickvals=[0.02, 0.05, 0.1, 0.2, 0.5])
fig.update_layout(margin_r=40)
fig.show()
