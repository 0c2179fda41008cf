"""Newton's step from two starts: to the flat point of a parabola that fits."""

import numpy as np
import plotly.graph_objects as go


def loss(x):
    return x**4 - 3 * x**2 + 0.5 * x


fig, x = go.Figure(), np.linspace(-1.9, 1.9, 96)
fig.add_scatter(x=x, y=loss(x), name="loss")
for start, dash, color in [(1.5, "dash", "#d55e00"), (0.5, "dot", "#0f9a70")]:
    slope = 4 * start**3 - 6 * start + 0.5
    curvature = 12 * start**2 - 6
    parabola = (
        loss(start) + slope * (x - start) + curvature / 2 * (x - start) ** 2
    )
    end = start - slope / curvature
    print(
        f"start {start}: slope {slope:.2f}, curvature {curvature:.2f}", end=""
    )
    print(f", so to {end:.3f}, a step of {end - start:.3f}")
    near = abs(x - end) < 0.9
    fig.add_scatter(x=x[near], y=parabola[near], name=f"from {start}")
    fig.data[-1].line.update(dash=dash, color=color)
    flat = loss(start) - slope**2 / (2 * curvature)
    ends = {"x": [start, end], "y": [loss(start), flat]}
    fig.add_scatter(**ends, mode="markers", name=f"{start} and its flat point")
    fig.data[-1].marker.update(color=color, size=11, symbol=["circle", "x"])
fig.update_xaxes(title="x").update_yaxes(title="loss", range=[-4, 5])
fig.show()
