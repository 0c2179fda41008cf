"""Descent on the same five houses in four forms, at a safe rate for each."""

import numpy as np
import plotly.graph_objects as go

# bedrooms, bathrooms, square feet; prices in thousands of dollars
X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X = np.array(X, dtype=float)
y = np.array([250.0, 380.0, 450.0, 520.0, 750.0])
mean, deviation = X.mean(axis=0), X.std(axis=0)
forms = {
    "raw": (X, "top"),
    "thousands": (X / [1, 1, 1000], "bottom"),
    "divided": (X / deviation, "bottom"),
    "standardised": ((X - mean) / deviation, "middle"),
}
steps = np.unique(np.geomspace(1, 3000, 100).astype(int))
fig = go.Figure()
print("gap in dollars  after 1 step  after 3,000")
for name, (columns, side) in forms.items():
    A = np.column_stack([np.ones(5), columns])
    best = A @ np.linalg.lstsq(A, y)[0]
    curvatures = np.linalg.eigvalsh(2 / 5 * A.T @ A)
    learning_rate = 1 / curvatures[-1]  # no direction overshoots
    w, gaps = np.zeros(4), np.empty(3001)
    for step in range(3001):
        gaps[step] = 1000 * np.sqrt(np.mean((A @ w - best) ** 2))
        w = w - learning_rate * (2 / 5 * A.T @ (A @ w - y))
    verdict = "arrives" if gaps[3000] < 100 else "does not arrive"
    print(f"{name:14}{gaps[1]:14,.1f}{gaps[3000]:13,.1f}  {verdict}")
    label = [""] * (len(steps) - 1) + [f" {name}"]
    line = go.Scatter(x=steps, y=gaps[steps], text=label)
    fig.add_trace(line.update(textposition=f"{side} right"))
dashes = ["dash", "dashdot", "dot", "solid"]
for line, dash in zip(fig.data, dashes, strict=True):
    line.update(mode="lines+text", line_dash=dash, cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=100)
fig.update_xaxes(title="step", type="log", dtick=1)
fig.update_yaxes(title="gap to the best prices, dollars", type="log", dtick=1)
fig.show()
