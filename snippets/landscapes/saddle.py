"""Four starts near a saddle: where descent stalls, and where it ends."""

import numpy as np
import plotly.graph_objects as go


def height(x, y):
    return x**2 / 2 - y**2 / 2 + y**4 / 4


axis = np.linspace(-1.6, 1.6, 49)
z = height(axis[None, :], axis[:, None])
fig = go.Figure(go.Contour(x=axis, y=axis, z=z, name="loss"))
fig.update_traces(contours={"start": 0, "end": 1.6, "size": 0.4})
dashes = {0.4: "solid", 0.001: "dash", 0.0: "dot", -0.1: "dashdot"}
print("start       gradient < 0.1       after 150 steps")
for start, dash in dashes.items():
    w = np.array([[1.5, start]])
    for _ in range(150):
        x, y = w[-1]
        w = np.vstack([w, w[-1] - 0.1 * np.array([x, y**3 - y])])
    lengths = np.hypot(w[:, 0], w[:, 1] ** 3 - w[:, 1])
    stall = np.flatnonzero(lengths < 0.1)[0]
    print(f"y = {start:<5}   step {stall}, y = {w[stall, 1]:5.2f}", end="")
    print(f"   y = {w[-1, 1]:5.2f}")
    path = go.Scatter(x=w[::3, 0], y=w[::3, 1], name=f"from y = {start:g}")
    path.update(mode="lines+markers", line_dash=dash, marker_size=5)
    path.name = path.name.replace("-", "−")
    fig.add_trace(path.update(customdata=height(*w[::3].T)))
places = {"x": [0, 0, 0], "y": [0, 1, -1]}
names = ["saddle  ", "minimum  ", "minimum  "]
fig.add_scatter(**places, mode="markers+text", marker_symbol="x", text=names)
fig.data[-1].update(textposition="middle left", showlegend=False)
fig.data[-1].update(customdata=[0, -0.25, -0.25], marker_color="gray")
fig.data[0].update(colorbar_title="loss", colorscale=["skyblue", "white"])
fig.update_layout(xaxis_title="x", yaxis_title="y")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.show()
