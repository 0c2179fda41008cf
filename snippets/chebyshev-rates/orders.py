"""Sixty rates, half of them too large, in three orders; and a constant one."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
best = np.linalg.lstsq(X, y)[0]
m, L = np.linalg.eigvalsh(2 / 100 * X.T @ X)

angles = np.pi * (np.arange(60) + 0.5) / 60
rates = 1 / ((L + m) / 2 - (L - m) / 2 * np.cos(angles))  # falling
turns = np.column_stack([rates[30:][::-1], rates[:30]]).ravel()
print(f"{np.sum(rates > 2 / L)} of 60 rates are above the bound {2 / L:.4f}:")
print(f"they go from {rates[-1]:.4f} to {rates[0]:.4f}")
steps = np.log(np.linalg.norm(best) / 0.001) / np.log((L + m) / (L - m))
print(f"the constant rate 2 / (L + m) needs {np.ceil(steps):.0f} steps")

orders = {"best constant": np.full(60, 2 / (L + m)), "falling": rates}
orders |= {"rising": rates[::-1], "small and large by turns": turns}
dashes = ["dash", "dot", "dashdot", "solid"]
fig = go.Figure()
for (name, order), dash in zip(orders.items(), dashes, strict=True):
    w, distances = np.zeros(2), [np.linalg.norm(best)]
    for rate in order:
        w = w - rate * 2 / 100 * X.T @ (X @ w - y)
        distances.append(np.linalg.norm(w - best))
    away = distances[-1]
    end = "over a billion" if away > 1e9 else f"{away:.6f}"
    there = ": there" if away < 0.001 else ""
    print(f"{name:<25}ends {end} away{there}")
    fig.add_scatter(y=distances, name=name, line_dash=dash)
fig.update_xaxes(title="step")
fig.update_yaxes(title="distance", type="log", dtick=5, exponentformat="power")
fig.show()
