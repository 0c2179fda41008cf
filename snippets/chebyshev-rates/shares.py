"""What eight steps leave of the distance, for each curvature from 1 to 20."""

import numpy as np
import plotly.graph_objects as go

m, L, steps = 1.0, 20.0, 8
curvatures = np.linspace(m, L, 400)
angles = np.pi * (np.arange(steps) + 0.5) / steps
chebyshev = 1 / ((L + m) / 2 - (L - m) / 2 * np.cos(angles))
constant = np.full(steps, 2 / (L + m))

fig = go.Figure()
for name, rates in {"constant": constant, "Chebyshev": chebyshev}.items():
    left = np.prod(1 - np.multiply.outer(curvatures, rates), axis=1)
    print(f"{name:<10} leaves {np.abs(left).max():.4f} at most")
    dash = "dash" if name == "constant" else "solid"
    fig.add_scatter(x=curvatures, y=left, name=name, line_dash=dash)
fig.update_xaxes(title="curvature", tickvals=[1, 5, 10, 15, 20])
fig.update_yaxes(title="share of the distance that is left")
fig.show()
