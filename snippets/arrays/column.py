"""A column beside a row makes a table: each with each."""

import numpy as np
import plotly.graph_objects as go

w = np.array([100, 200, 300])  # three weights to try, dollars a square foot
x = np.array([1, 2, 3, 4])  # four houses, in thousands of square feet
table = w[:, None] * x
print("w", w.shape, "w[:, None]", w[:, None].shape, "x", x.shape)
print("w[:, None] * x has the shape", table.shape)
print(table)

blues = ["rgba(47, 134, 214, 0.1)", "rgba(47, 134, 214, 0.6)"]
fig = go.Figure(go.Heatmap(z=table, colorscale=blues, showscale=False))
row, column = np.indices(table.shape).reshape(2, -1)
words = table.ravel().astype(str)
fig.add_scatter(x=column, y=row, text=words, mode="text", name="products")
fig.update_xaxes(title="size, thousand square feet")
fig.update_xaxes(tickvals=[0, 1, 2, 3], ticktext=x.astype(str))
fig.update_yaxes(title="weight", tickvals=[0, 1, 2], ticktext=w.astype(str))
fig.update_yaxes(autorange="reversed", title_standoff=12)
for axis in fig.layout.xaxis, fig.layout.yaxis:
    axis.update(showgrid=False, zeroline=False)
fig.update_layout(showlegend=False)
fig.show()
