"""A column beside a row makes a table: each with each."""

import numpy as np
import plotly.graph_objects as go

w = np.array([100, 200, 300])  # three weights to try, dollars a square foot
x = np.array([1, 2, 3, 4])  # four houses, in thousands of square feet
table = w[:, None] * x
print("w", w.shape, "w[:, None]", w[:, None].shape, "x", x.shape)
print("w[:, None] * x has the shape", table.shape)
print(table)

names = {"x": [f"x = {each}" for each in x], "y": [f"w = {each}" for each in w]}
fig = go.Figure(
    go.Heatmap(z=table, text=table, texttemplate="%{text}", **names)
)
fig.update_traces(colorscale=["white", "lightskyblue"], showscale=False)
fig.update_xaxes(side="top").update_yaxes(autorange="reversed")
fig.show()
