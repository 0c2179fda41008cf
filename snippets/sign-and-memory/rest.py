"""Lion near a minimum: at a constant rate it cannot rest."""

import numpy as np
import plotly.graph_objects as go


def lion(rates, w=1.003, m=0.0):
    path = [w]
    for rate in rates:
        g = w  # the slope of half of w²
        w, m = w - rate * np.sign(0.9 * m + 0.1 * g), 0.99 * m + 0.01 * g
        path.append(w)
    return np.array(path)


steps = np.arange(1000)
fig = go.Figure()
for name, rates in {
    "rate 0.01": np.full(1000, 0.01),
    "rate 0.001": np.full(1000, 0.001),
    "0.01, falling": 0.01 * (1 - steps / 1000),
}.items():
    path = lion(rates)
    late = abs(path[-100:])
    print(
        f"{name:<14} last 100 steps: from {late.min():.4f} to {late.max():.4f}"
    )
    fig.add_scatter(y=path, name=name)
for trace, dash in zip(fig.data, ["solid", "dot", "dash"], strict=True):
    trace.line.dash = dash
fig.update_xaxes(title="step").update_yaxes(title="weight")
fig.show()
