"""Single cases: a rate that stays, one that falls, and an anchor."""

import numpy as np
import plotly.graph_objects as go

draw = np.random.default_rng(1)
X = draw.normal(size=(200, 10))
y = X @ np.ones(10) + draw.normal(size=200)  # no weights fit all cases
best = np.linalg.lstsq(X, y)[0]
least = np.mean((X @ best - y) ** 2)
fig = go.Figure()
for name in ["rate stays", "rate falls", "anchor"]:
    rng = np.random.default_rng(2)
    w, gaps, k, anchor = np.zeros(10), [], 0, np.zeros(10)
    for count in range(1, 31 * 200 + 1):  # case gradients computed
        if count % 200 == 1:
            gaps.append(np.mean((X @ w - y) ** 2) - least)
        if name == "anchor" and count % 600 <= 200:  # all cases, at an anchor
            anchor, mean = w, X.T @ (X @ w - y) / 200
            continue
        if name == "anchor" and count % 2:  # two gradients for each step
            continue
        x, label = X[i := rng.integers(200)], y[i]
        g = (x @ w - label) * x
        if name == "anchor":
            g = g - (x @ anchor - label) * x + mean
        k = k + 1
        w = w - (0.02 / (1 + k / 200) if name == "rate falls" else 0.02) * g
    print(f"{name:10}: {gaps[6]:.1e} after 6 passes, {gaps[-1]:.1e} after 30")
    fig.add_scatter(y=gaps, name=name)
for trace, dash in zip(fig.data, ["dot", "dash", "solid"], strict=True):
    trace.line.dash = dash
fig.update_xaxes(title="case gradients, in passes over the data")
fig.update_yaxes(title="loss above the least", type="log", dtick=2)
fig.update_yaxes(exponentformat="power")
fig.show()
