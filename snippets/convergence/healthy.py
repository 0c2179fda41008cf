"""On a quadratic mini-batches and momentum may raise a healthy loss."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)


def descend(size=100, momentum=0.0, seed=0, steps=1000):
    rng = np.random.default_rng(seed)
    w, velocity, above = np.zeros(2), np.zeros(2), []
    for _ in range(steps + 1):
        above.append(np.mean((X @ w - y) ** 2) - least)
        rows = rng.choice(100, size, replace=False)
        error = X[rows] @ w - y[rows]
        velocity = momentum * velocity + 2 / size * X[rows].T @ error
        w = w - 0.01 * velocity
    return np.array(above)


runs = {"full batch": [descend()]}
runs["mini-batch of 10"] = [descend(10, seed=seed) for seed in range(20)]
runs["momentum 0.9"] = [descend(momentum=0.9, steps=300)]
fig = go.Figure(layout_yaxis_exponentformat="power")
dashes = ["dash", "dot", "solid"]
for (name, losses), dash in zip(runs.items(), dashes, strict=True):
    rises = np.array([np.sum(np.diff(above) > 0) for above in losses])
    ends = [above[-1] for above in losses]
    print(f"{name}: {len(losses[0]) - 1} steps, {np.median(rises):.0f} rises")
    print(f"  ends {np.median(ends):.2g} above the least", end="")
    spread = f", {min(ends):.2g} to {max(ends):.2g}, rises {rises.min()} to"
    print(f"{spread} {rises.max()}" if len(ends) > 1 else "")
    shown = np.arange(0, len(losses[0]), 1 if len(losses[0]) < 400 else 2)
    line = go.Scatter(x=shown, y=losses[0][shown], name=name, mode="lines")
    fig.add_trace(line.update(line_dash=dash, line_width=1))
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss above the least", type="log", dtick=2)
fig.show()
