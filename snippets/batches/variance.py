"""The variance of a batch's gradient, drawn with and without replacement."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
n = len(y)
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(n)])
best = np.linalg.lstsq(X, y)[0]
each = 2 * (X @ best - y)[:, None] * X  # a gradient for each patient
one = np.mean(np.sum((each - each.mean(axis=0)) ** 2, axis=1))

rng = np.random.default_rng(1)
sizes = np.array([1, 3, 10, 30, 100, 200, 300, 400, 440])
measured = {"with": [], "without": []}
for size in sizes:
    rows = rng.integers(n, size=(1000, size))
    measured["with"].append(each[rows].mean(axis=1))
    orders = rng.permuted(np.tile(np.arange(n), (1000, 1)), axis=1)
    measured["without"].append(each[orders[:, :size]].mean(axis=1))
for name, batches in measured.items():
    spreads = [np.sum(batch.var(axis=0)) / one for batch in batches]
    measured[name] = np.array(spreads)

formula = {"with": 1 / sizes, "without": (n - sizes) / (n - 1) / sizes}
print("batch   with  formula  without  formula")
for i in [0, 2, 4, 6, 8]:
    line = [f"{sizes[i]:5}"]
    for name in measured:
        line += [f"{measured[name][i]:7.4f}  {formula[name][i]:7.4f}"]
    print("  ".join(line))
fig = go.Figure(layout_yaxis_exponentformat="power")
for name, dash in [("with", "solid"), ("without", "dash")]:
    label = [""] * 8 + [f"   {name}"]
    fig.add_scatter(x=sizes, y=formula[name], text=label, line_dash=dash)
    fig.data[-1].update(mode="lines+text", textposition="middle right")
    fig.add_scatter(x=sizes, y=measured[name], name="data", marker_color="gray")
fig.update_traces(mode="markers", selector={"name": "data"})
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="cases in a batch", type="log", dtick=1)
fig.update_yaxes(title="variance (one case = 1)", type="log", dtick=1)
fig.show()
