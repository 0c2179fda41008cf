"""Early stopping with five patiences: where it stops and what it keeps."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import PolynomialFeatures

data, fig, results = load_diabetes(), go.Figure(layout_showlegend=False), {}
raw = PolynomialFeatures(2, include_bias=False).fit_transform(data.data)
for seed in range(20):
    rng = np.random.default_rng(seed)
    train, valid, test = np.split(rng.permutation(442), [100, 200])
    X = (raw - raw[train].mean(axis=0)) / raw[train].std(axis=0)
    y = data.target - data.target[train].mean()
    w, path = np.zeros(65), []
    for _ in range(1000):
        rows = rng.choice(train, 10)
        w = w - 0.005 * 2 / 10 * X[rows].T @ (X[rows] @ w - y[rows])
        errors = np.square(X @ w - y)
        path.append([np.sqrt(errors[part].mean()) for part in (valid, test)])
    validation, tested = np.array(path).T
    if seed == 0:
        fig.add_scatter(x=np.arange(1, 501, 2), y=validation[:500:2])
    for patience in (1, 5, 20, 80, 320):
        best = 0
        for k in range(1000):
            best = k if validation[k] < validation[best] else best
            if k == best + patience:
                break
        if seed == 0:
            fig.add_scatter(x=[k + 1] * 2, y=[58, 76], text=["", patience])
        row = k + 1, best + 1, validation[best], tested[best], tested[k]
        results.setdefault(patience, []).append(row)
print("medians of 20 splits; errors are roots of mean squares")
print("patience  stops at  kept   validation  test: kept   last")
for patience, rows in results.items():
    m = np.median(rows, axis=0)
    print(f"{patience:5} {m[0]:10g} {m[1]:7g} {m[2]:10.1f}", end="")
    print(f"{m[3]:13.1f} {m[4]:8.1f}")
fig.update_traces(mode="lines+text", line_dash="dot", name="bound")
fig.update_traces(textposition="top center").update_xaxes(type="log", dtick=1)
fig.data[1].text = ["", "patience 1"]
fig.data[0].update(mode="lines", line_dash="solid", name="path")
fig.update_xaxes(title="update").update_yaxes(title="validation error")
fig.show()
