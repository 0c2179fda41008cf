"""Five houses: the loss stands still for a thousand steps, and is not done."""

import numpy as np
import plotly.graph_objects as go

bedrooms, bathrooms = [2, 3, 4, 3, 5], [1, 2, 2, 3, 4]
area = [1000, 1500, 1800, 2000, 3000]  # square feet
X = np.column_stack([np.ones(5), bedrooms, bathrooms, area])
y = np.array([250, 380, 450, 520, 750])  # thousands of dollars
best = np.linalg.lstsq(X, y)[0]
least = np.mean((X @ best - y) ** 2)

# What each direction of the valley holds of the loss, and its factor a step
curvatures, directions = np.linalg.eigh(2 / 5 * X.T @ X)
holds = curvatures / 2 * (directions.T @ best) ** 2
with np.errstate(divide="ignore"):  # the steepest factor is zero
    log_factor = np.log1p(-np.minimum(curvatures / curvatures[-1], 1))


def loss(k):
    return least + np.exp(2 * k[:, None] * log_factor) @ holds


steps = np.array([1, 1000, 10_000, 1_000_000, 1_000_000_000])
for k, height in zip(steps, loss(steps), strict=True):
    print(f"after {k:,} step{'s' if k > 1 else ''}: loss {height:.2f}")
print(f"least possible: {least:.2f}")

k = np.geomspace(1, 1e10, 201)
fig = go.Figure(go.Scatter(x=k, y=loss(k), mode="lines"))
fig.add_hline(y=least, line_dash="dash")
fig.add_annotation(x=1.4, y=7, text="least possible")
fig.add_vline(x=1000, line_dash="dot")
fig.add_annotation(x=3, y=40, text="1000 steps ", xanchor="right")
fig.update_annotations(showarrow=False)
fig.update_xaxes(title="steps", type="log", dtick=2, exponentformat="power")
fig.update_xaxes(range=[-0.2, 10.2])
fig.update_yaxes(title="loss, squared thousand dollars", range=[-3, 70])
fig.show()
