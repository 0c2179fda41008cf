"""Two weights that must not be negative: project at the end, or each step."""

import numpy as np
import plotly.graph_objects as go

hessian = np.array([[2.0, 1.6], [1.6, 2.0]])
lowest = np.array([3.0, -1.0])  # where the loss is least, were all allowed


def loss(w):
    return (w - lowest) @ hessian @ (w - lowest) / 2


def allowed(w):  # the nearest point without negative weights
    return np.maximum(w, 0)


free = inside = np.array([0.5, 2.5])
paths = {"free": [free], "projected": [inside]}
for _ in range(200):
    free = free - 0.25 * hessian @ (free - lowest)
    inside = allowed(inside - 0.25 * hessian @ (inside - lowest))
    paths["free"].append(free)
    paths["projected"].append(inside)
grid = np.arange(41) / 10  # 1,681 allowed points
least = min(loss(np.array([x, y])) for x in grid for y in grid)
ends = {"free": free, "at the end": allowed(free), "each step": inside}
for name, w in ends.items():
    note = " least allowed" if loss(w) < least + 0.001 else " allowed"
    note = " not allowed" if w.min() < 0 else note
    print(f"{name:<11} ({w[0]:.3f}, {w[1]:6.3f}), loss {loss(w):.3f}{note}")

axis = np.linspace(-1.5, 4, 45)
z = [[loss(np.array([x, y])) for x in axis] for y in axis]
fig = go.Figure(go.Contour(x=axis, y=axis, z=np.minimum(z, 12), name="loss"))
fig.update_traces(colorbar_title="loss", colorscale=["skyblue", "white"])
for name, dash in {"free": "dot", "projected": "solid"}.items():
    x, y = np.array(paths[name]).T
    fig.add_scatter(x=x, y=y, name=name, line_dash=dash, mode="lines+markers")
fig.add_scatter(x=[0, 0, 4], y=[4, 0, 0], name="border", mode="lines")
fig.data[-1].line.dash = "dash"
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.update_xaxes(title="first weight", range=[-1.5, 4])
fig.update_yaxes(title="second weight", range=[-1.5, 4])
fig.show()
