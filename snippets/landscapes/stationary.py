"""Where the slope is zero, and which of these points are minima."""

import numpy as np
import plotly.graph_objects as go

f = np.polynomial.Polynomial([0, 0.5, -3, 0, 1])  # x⁴ - 3x² + 0.5x
points = np.sort(np.roots([4, 0, -6, 0.5]))  # where the slope is zero
names = []
print("stationary at       f  curvature   bound")
for x in points:
    curvature = 12 * x**2 - 6
    kind = "minimum" if curvature > 0 else "maximum"
    if kind == "minimum":
        kind = "global minimum" if f(x) == min(f(points)) else "local minimum"
    names.append(kind)
    bound = f"{2 / curvature:.4f}" if curvature > 0 else ""
    print(f"x = {x:8.5f}  {f(x):7.4f} {curvature:10.2f}  {bound:6}  {kind}")

x = np.linspace(-2.1, 2.1, 85)
fig = go.Figure(go.Scatter(x=x, y=f(x), mode="lines", name="f"))
fig.add_scatter(x=points, y=f(points), text=names, name="stationary")
fig.data[1].update(mode="markers+text", marker_size=9)
below = ["bottom center", "top center", "bottom center"]
fig.data[1].update(textposition=below)
fig.update_layout(showlegend=False)
fig.update_xaxes(title="x", range=[-2.2, 2.2])
fig.update_yaxes(title="f(x)", range=[-4, 5])
fig.show()
