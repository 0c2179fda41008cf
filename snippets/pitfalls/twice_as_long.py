"""One loop run on and on: where the intercept stands after more steps."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

w, intercepts = np.zeros(2), []
for _ in range(3201):
    intercepts.append(w[1])
    w = w - 0.01 * (2 / 100 * X.T @ (X @ w - y))
for step in [100, 200, 400, 800, 1600, 3200]:
    print(f"step {step:4}: intercept {intercepts[step]:.3f}")

steps = np.unique(np.geomspace(1, 3200, 90).astype(int))
fig = go.Figure()
fig.add_scatter(x=steps, y=np.array(intercepts)[steps], name="path")
fig.add_hline(y=np.linalg.lstsq(X, y)[0][1], line_dash="dash")
fig.add_scatter(x=[100], y=[intercepts[100]], text=[" step 100"])
fig.update_traces(mode="lines", selector=0)
fig.update_traces(mode="markers+text", selector=1, marker_size=10)
fig.update_traces(textposition="middle right")
fig.update_shapes(label={"text": "least squares", "yanchor": "top"})
fig.update_layout(showlegend=False)
fig.update_xaxes(title="steps", type="log", dtick=1)
fig.update_yaxes(title="intercept")
fig.show()
