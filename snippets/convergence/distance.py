"""The gradient's length and the least curvature bound what is still to go."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
least = np.mean((X @ best - y) ** 2)
smallest, largest = np.linalg.eigvalsh(2 / 100 * X.T @ X)

w, rows = np.zeros(2), []
for _ in range(1001):
    gradient = 2 / 100 * X.T @ (X @ w - y)
    norm = np.linalg.norm(gradient)
    above = np.mean((X @ w - y) ** 2) - least
    rows.append([np.linalg.norm(w - best), norm, above])
    w = w - 0.01 * gradient
distance, norm, above = np.array(rows).T
print("step  distance   at most      above    at most")
for step in [0, 1, 2, 5, 10, 100, 1000]:
    print(f"{step:4} {distance[step]:9.4f}", end=" ")
    print(f"{norm[step] / smallest:9.4f} {above[step]:10.4g}", end=" ")
    print(f"{norm[step] ** 2 / (2 * smallest):10.4g}")
steps = np.unique(np.geomspace(1, 1000, 80).astype(int))
fig = go.Figure()
fig.add_scatter(x=steps, y=distance[steps], name="distance")
fig.add_scatter(x=steps, y=norm[steps] / smallest, name="upper bound")
fig.add_scatter(x=steps, y=norm[steps] / largest, name="lower bound")
for line, dash in zip(fig.data, ["solid", "dash", "dot"], strict=True):
    line.update(mode="lines", line_dash=dash)
fig.update_xaxes(title="step", type="log", dtick=1)
fig.update_yaxes(title="distance from the minimum", type="log", dtick=1)
fig.show()
