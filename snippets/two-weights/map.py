"""The map of two weights: a walk around at each of six heights, and a path."""

import numpy as np
import plotly.graph_objects as go

x, y = np.array([[1, 1, 3, 3], [7, 9, 15, 17]])
fig = go.Figure()
for loss in [2, 5, 10, 17, 50, 100]:
    radius, number = np.sqrt(loss - 1), 1.4 if loss > 17 else 0
    gap = (0.4 if loss > 17 else 0.6) / radius  # there the number stands
    angle = number + np.linspace(gap, 2 * np.pi - gap, 81)
    angle = np.append(angle, [np.nan, number])
    across, up = radius * np.cos(angle), radius * np.sin(angle)
    w, b = 4 + across, 4 + up - 2 * across
    label = [""] * 82 + [f"{loss}"]
    fig.add_scatter(x=w, y=b, text=label, line_color="gray", mode="lines+text")
w, b = [0.0], [12.0]
for _ in range(200):
    error = w[-1] * x + b[-1] - y
    w.append(w[-1] - 0.1 * 2 * np.mean(error * x))
    b.append(b[-1] - 0.1 * 2 * np.mean(error))
fig.add_scatter(x=w, y=b, mode="lines+markers", name="path")
fig.update_layout(showlegend=False).update_traces(cliponaxis=True)
fig.update_xaxes(title="w, dollars a mile", range=[-2.5, 11])
fig.update_yaxes(title="b, dollars before the first mile", range=[-6, 15])
fig.show()
