"""Each of two plateaus fools a different stopping rule."""

import numpy as np
import plotly.graph_objects as go


def loss(w):
    return (w[0] * w[1] - 1) ** 2 / 2


def gradient(w):
    return (w[0] * w[1] - 1) * w[::-1]


fig = go.Figure()
starts = {"from the flat": [1e-4, 1e-4], "from afar": [2.0, -1.99999]}
for (name, start), dash in zip(starts.items(), ["solid", "dash"], strict=True):
    path = [np.array(start)]
    for _ in range(200):
        path.append(path[-1] - 0.1 * gradient(path[-1]))
    losses = np.array([loss(w) for w in path])
    norms = np.array([np.linalg.norm(gradient(w)) for w in path])
    small = np.argmax(-np.diff(losses) < 1e-6) + 1
    short = np.argmax(norms < 0.001 * norms[0])
    half = np.argmax(losses < 0.25)
    print(f"{name}: loss {losses[0]:.4f} at the start")
    print(f"  change below 1e-6 at step {small}: loss {losses[small]:.4f}")
    print(f"  gradient a thousandth at step {short}: loss {losses[short]:.3g}")
    print(f"  loss below 0.25 at step {half}, {losses[200]:.0e} at step 200")
    fig.add_scatter(y=losses, name=name, mode="lines", line_dash=dash)
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss", range=[-0.05, 1.2])
fig.show()
