"""Three values of a line, and its picture."""

import numpy as np
import plotly.graph_objects as go

x = np.array([0.0, 1.5, 3.0])
y = 2 * x + 1
for at, value in zip(x, y, strict=True):
    print(f"x = {at:g}  value {value:g}{'  largest' if value == y.max() else ''}")
fig = go.Figure(go.Scatter(x=x, y=y), layout_xaxis_title="x", layout_yaxis_title="value")
fig.show()
