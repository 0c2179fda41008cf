"""The line through all cases, and the line that the last case alone gives."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
fig = go.Figure(go.Scatter(x=x, y=y, mode="markers", name="data"))

ends = np.array([[0, 1], [10, 1]])
for name, rows, dash in [
    ("all cases", np.arange(100), "solid"),
    ("last case", np.array([99]), "dash"),
]:
    w = np.zeros(2)
    for _ in range(3000):
        w = w - 0.01 * (2 / 100 * X[rows].T @ (X[rows] @ w - y[rows]))
    print(f"{name}: at x = 0 {ends[0] @ w:.2f}, at x = 10 {ends[1] @ w:.2f}")
    line = go.Scatter(x=[0, 10], y=ends @ w, name=f"fit to {name}")
    line.update(text=["", f" fit to {name[:4]}"], textposition="middle right")
    fig.add_trace(line.update(mode="lines+text", line_dash=dash))
print(f"last case: x = {x[-1]:.2f}, y = {y[-1]:.2f}")
fig.add_scatter(x=x[-1:], y=y[-1:], name="data: last case", text="last case")
fig.data[3].update(mode="markers+text", textposition="bottom right")
fig.update_traces(marker_symbol="circle-open", marker_size=22, selector=3)
fig.data[3].marker.update(color="#CC79A7", line_width=3)
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=70)
fig.update_xaxes(title="x")
fig.update_yaxes(title="y")
fig.show()
