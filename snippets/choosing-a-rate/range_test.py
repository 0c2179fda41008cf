"""A range test raises the rate at each step; its loss falls past the bound."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

rates = np.geomspace(1e-5, 0.2, 100)
w = np.zeros(2)
losses = []
for rate in rates:
    w = w - rate * (2 / 100 * X.T @ (X @ w - y))
    losses.append(np.mean((X @ w - y) ** 2))

lowest = np.argmin(losses)
bound = 2 / np.linalg.eigvalsh(2 / 100 * X.T @ X)[1]
print(f"last rate that lowers the loss {rates[lowest]:.4f}")
print(f"bound for a fixed rate         {bound:.4f}")
fig = go.Figure(go.Scatter(x=rates, y=losses, mode="lines"))
fig.add_vline(x=bound, line_dash="dash")
fig.add_annotation(x=np.log10(bound), y=4, text="bound ", xanchor="right")
fig.update_annotations(showarrow=False)
fig.update_xaxes(title="learning rate, raised each step", type="log", dtick=1)
fig.update_yaxes(title="loss after the step", type="log", dtick=1)
fig.update_xaxes(exponentformat="power")
fig.show()
