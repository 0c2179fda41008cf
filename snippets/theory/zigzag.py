"""Exact line search from the worst start: each step just meets the bound."""

from fractions import Fraction

import numpy as np
import plotly.graph_objects as go

kappa = 9
H = np.array([Fraction(1), Fraction(kappa)])  # the curvatures 1 and κ


def loss(w):
    return sum(H * w * w) / 2


w = np.array([Fraction(kappa), Fraction(1)])
path = [w]
for step in range(7):
    g = H * w
    rate = sum(g * g) / sum(H * g * g)  # the lowest point along the line
    w = w - rate * g
    path.append(w)
    if step < 3:  # the last product: of this gradient and the next
        shrink = loss(w) / loss(path[-2])
        print(f"step {step + 1}: ({w[0]}, {w[1]}), rate {rate}", end="")
        print(f", loss × {shrink}, product {sum(g * H * w)}")
print(f"((κ - 1)/(κ + 1))² = {Fraction(kappa - 1, kappa + 1) ** 2}")

x_axis, y_axis = np.linspace(-2, 10, 61), np.linspace(-3.5, 3.5, 57)
x, y = np.meshgrid(x_axis, y_axis)
height = (x**2 + kappa * y**2) / 2
fig = go.Figure(go.Contour(x=x_axis, y=y_axis, z=height, name="loss"))
fig.update_traces(colorbar_title="loss", ncontours=24)
fig.update_traces(colorscale=["skyblue", "white"])
points = np.array(path, dtype=float)
zigzag = go.Scatter(x=points[:, 0], y=points[:, 1], mode="lines+markers")
heights = [float(loss(w)) for w in path]
fig.add_trace(zigzag.update(name="path", customdata=heights))
fig.update_layout(showlegend=False)
fig.update_xaxes(title="w₁, curvature 1")
fig.update_yaxes(title="w₂, curvature 9", scaleanchor="x")
fig.update_layout(xaxis_constrain="domain", yaxis_constrain="domain")
fig.show()
