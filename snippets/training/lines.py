"""Forty houses, and the line that the training loop has after some steps."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()

fig = go.Figure(layout_showlegend=False)
fig.add_scatter(x=area, y=price, mode="markers", name="data")
ends = [area.argmin(), area.argmax()]
dashes = {0: "dot", 1: "dash", 3: "dashdot", 10: "longdash", 51: "solid"}
w, b = 0.0, 0.0
for step in range(52):
    line = w * x + b
    if step in dashes:
        label = [None, f" step {step}"]
        fig.add_scatter(x=area[ends], y=line[ends], text=label)
        print(f"step {step:2}  price of the largest house {line.max():4.0f}")
        fig.data[-1].update(name=label[1], line_dash=dashes[step])
    w = w - 0.1 * 2 * np.mean((line - price) * x)
    b = b - 0.1 * 2 * np.mean(line - price)
fig.data[-1].name = "fit, step 51"
fig.update_traces(mode="lines+text", selector={"mode": None})
fig.update_traces(textposition="middle right", marker_size=6)
fig.update_xaxes(title="area, thousands of square feet", range=[0.6, 4.3])
fig.update_xaxes(tickvals=[1, 2, 3])  # no line of the grid under a label
fig.update_yaxes(title="price, thousands of dollars")
fig.show()
