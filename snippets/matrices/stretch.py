"""One table acts on four arrows: two of them keep their direction."""

import numpy as np
import plotly.graph_objects as go

A, fig = np.array([[2, 1], [1, 2]]), go.Figure()
for a, b in [(1, 0), (0, 1), (1, 1), (1, -1)]:
    x, y = A @ [a, b]
    kept = f"not turned, length times {x // a}" if a * y == b * x else "turned"
    print(f"({a}, {b}) becomes ({x}, {y}), {kept}")
    way = {"x": [0, a, x], "y": [0, b, y], "name": f"({a}, {b})"}
    fig.add_scatter(**way, line_dash="dot" if kept == "turned" else "solid")
fig.update_xaxes(title="first number", range=[-0.5, 3.5])
fig.update_yaxes(title="second number", scaleanchor="x", range=[-1.5, 3.5])
fig.show()
