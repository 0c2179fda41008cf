"""One table acts on four arrows: two of them keep their direction."""

import numpy as np
import plotly.graph_objects as go

A, fig = np.array([[2, 1], [1, 2]]), go.Figure()
for a, b in [(1, 0), (0, 1), (1, 1), (1, -1)]:
    x, y = A @ [a, b]
    kept = f"not turned, length times {x // a}" if a * y == b * x else "turned"
    print(f"({a}, {b}) becomes ({x}, {y}), {kept}")
    dash = "dot" if kept == "turned" else "solid"
    fig.add_scatter(x=[0, a, x], y=[0, b, y], line_dash=dash)
    fig.data[-1].name = f"({a}, {b})".replace("-", "−")
fig.update_xaxes(title="first number", range=[-0.2, 3.2], constrain="domain")
fig.update_yaxes(title="second number", scaleanchor="x", range=[-1.2, 3.2])
fig.show()
