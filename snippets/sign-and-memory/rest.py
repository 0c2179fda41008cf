"""Lion near a minimum: two constant rates, and one that falls."""

import numpy as np
from plotly.subplots import make_subplots


def lion(rates, w=1.003, m=0.0):
    path = [w]
    for rate in rates:
        g = w  # the slope of half of w²
        w, m = w - rate * np.sign(0.9 * m + 0.1 * g), 0.99 * m + 0.01 * g
        path.append(w)
    return np.array(path)


steps = np.arange(1000)
fig = make_subplots(1, 2, horizontal_spacing=0.2)
for name, rates, dash, color in [
    ("rate 0.01", np.full(1000, 0.01), "solid", "#2f86d6"),
    ("rate 0.001", np.full(1000, 0.001), "dot", "#d55e00"),
    ("0.01, falling", 0.01 * (1 - steps / 1000), "dash", "#0f9a70"),
]:
    path = lion(rates)
    late = abs(path[-100:])
    print(
        f"{name:<14} last 100 steps: from {late.min():.4f} to {late.max():.4f}"
    )
    line = {"name": name, "line": {"color": color, "dash": dash}}
    fig.add_scatter(y=path, **line, row=1, col=1)
    line |= {"showlegend": False}
    fig.add_scatter(x0=901, y=path[-100:], **line, row=1, col=2)
fig.update_xaxes(title="step").update_yaxes(title="weight", col=1)
fig.update_xaxes(title="step, the last 100", dtick=50, col=2)
fig.show()
