"""Two good points on one line: the lowest, and the nearest to the minimum."""

import numpy as np
import plotly.graph_objects as go

hessian = np.diag([1.0, 6.0])  # a bowl around (0, 0)


def loss(w):
    return w @ hessian @ w / 2


w = np.array([4.0, 1.2])
g = hessian @ w
rates = {"lowest": g @ g / (g @ hessian @ g), "nearest": 2 * loss(w) / (g @ g)}
points = {"start": w} | {name: w - rate * g for name, rate in rates.items()}
for name, point in points.items():
    print(f"{name:<8} rate {rates.get(name, 0):.4f}", end="")
    print(f"  loss {loss(point):.3f}  distance {np.linalg.norm(point):.3f}")

u, v = np.linspace(-1, 5, 61), np.linspace(-2.5, 2.5, 51)
bowl = (u**2 + 6 * v[:, None] ** 2) / 2
grey = [[0, "#f2f2f2"], [1, "#c8c8c8"]]
fig = go.Figure(go.Contour(x=u, y=v, z=bowl, colorscale=grey, showscale=False))
fig.update_traces(contours={"start": 0, "end": 18, "size": 1.5})
ends = np.array([w, w - 0.36 * g])
fig.add_scatter(x=ends[:, 0], y=ends[:, 1], mode="lines", line_color="#2f86d6")
for name, at in (points | {"minimum": np.zeros(2)}).items():
    side = "middle right" if name != "minimum" else "top center"
    dot = {"x": [at[0]], "y": [at[1]], "text": [name], "textposition": side}
    fig.add_scatter(**dot, mode="markers+text", marker_size=9)
fig.update_traces(marker_color="#b3431e", selector={"mode": "markers+text"})
fig.update_layout(showlegend=False)
fig.update_xaxes(title="first weight", constrain="domain")
fig.update_yaxes(title="second weight", scaleanchor="x", constrain="domain")
fig.show()
