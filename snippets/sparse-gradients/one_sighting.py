"""A row that is seen once: how far four methods move it, and for how long."""

import numpy as np
import plotly.graph_objects as go


def moves(method, slope, late=20_000, steps=60):
    """Return how far the row is moved, in rates, once it has been seen."""
    w = m = v = 0.0
    path = []
    for t in range(late, late + steps):  # so late that no start is corrected
        g = slope if t == late else 0.0  # zero where the row is not seen
        if method == "momentum":
            m = 0.9 * m + g
            w = w - m
        elif method == "AdaGrad":
            v = v + g**2
            w = w - g / np.sqrt(v)
        elif method == "Adam" or g:  # lazy Adam does this where it sees the row
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
            corrected = m / (1 - 0.9 ** (t + 1)), v / (1 - 0.999 ** (t + 1))
            w = w - corrected[0] / np.sqrt(corrected[1])
        path.append(-w)
    return np.array(path)


fig = go.Figure()
methods = {"Adam": "solid", "momentum": "longdash", "lazy Adam": "dash"}
for name, dash in (methods | {"AdaGrad": "dot"}).items():
    for slope in [1.0, 0.01]:
        path = moves(name, slope)
        print(f"{name:<9} slope {slope:<4g} at once {path[0]:5.2f}", end="")
        print(f" rates, in the end {path[-1]:5.2f}")
    fig.add_scatter(y=moves(name, 1.0), name=name, line_dash=dash)
fig.update_xaxes(title="steps after the one in which the row is seen")
fig.update_yaxes(title="how far it has moved, in rates")
fig.show()
