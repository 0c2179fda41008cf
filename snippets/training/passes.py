"""Many houses, pass by pass: full gradients, and one house at a time."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
n = 20_000
area = rng.uniform(800, 3500, n)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, n))
age, noise = rng.uniform(0, 60, n), rng.normal(0, 20, n)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars
X = np.column_stack([area, bedrooms, age])
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(n)])
best = np.linalg.lstsq(X, price)[0]

full, w = {}, np.zeros(4)
for step in range(31):
    full[step] = np.linalg.norm(w - best)
    gradient = 2 / n * X.T @ (X @ w - price)
    w = w - 0.5 * gradient
single, w, step = {}, np.zeros(4), 0
for _ in range(30):
    order = rng.permutation(n)
    for row, value in zip(X[order], price[order], strict=True):
        w = w - 2 / (20 + step) * (row @ w - value) * row
        step = step + 1
        if step == 200 or step % n == 0:
            single[step / n] = np.linalg.norm(w - best)

print("passes   full gradient   one house at a time")
for count in [0.01, 1, 2, 5, 10, 20, 30]:
    before = full[int(count)]  # no update before the first pass is over
    print(f"{count:6}  {before:14.4f}  {single[count]:20.4f}")

fig = go.Figure()
for name, run, dash in [("all", full, "dash"), ("one by one", single, "solid")]:
    x, y = np.array(list(run.items())).T
    label = [None] * (len(x) - 1) + [f" {name}"]
    fig.add_scatter(x=x, y=y, text=label, line_dash=dash, name=name)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_layout(showlegend=False)
fig.update_xaxes(title="passes over the 20,000 houses", range=[-0.5, 42])
fig.update_yaxes(title="distance from least squares", type="log", dtick=1)
fig.show()
