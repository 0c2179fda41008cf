"""Rates 0.1 and 0.9 are equally far from the minimum after each step."""

import numpy as np
import plotly.graph_objects as go

fig = go.Figure()
for learning_rate, dash, label, side in [
    (0.9, "dot", 1, "middle right"),
    (0.1, "solid", 8, "bottom right"),
    (0.01, "dash", 17, "top left"),
]:
    path = [0.0]
    for _ in range(20):
        path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
    name = f"rate {learning_rate}"
    print(f"{name}: x = {np.round(path[:5], 3)} ... {path[20]:.3f}")
    fig.add_scatter(y=path, name=name, line_dash=dash, textposition=side)
    fig.data[-1].text = [""] * label + [f" {name} "]
fig.update_traces(mode="lines+markers+text")
fig.add_hline(y=3, line_width=1, label=dict(text="minimum", textposition="end"))
fig.update_layout(showlegend=False)
fig.update_xaxes(title="step", range=[-1, 24])
fig.update_yaxes(title="x")
fig.show()
