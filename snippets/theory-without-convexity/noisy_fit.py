"""One case at a time on a loss that is not convex: the gradient gets small."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(-2, 2, 60)
y = 2 * x + 1 + rng.normal(0, 0.3, 60)
y[:15] = rng.uniform(-5, 5, 15)  # a quarter of the labels are wrong
X = np.column_stack([x, np.ones(60)])


def pull(error):  # the slope of e² / (1 + e²), at most 0.65 in size
    return 2 * error / (1 + error**2) ** 2


L = np.linalg.eigvalsh(2 / 60 * X.T @ X)[-1]
variance = 0.65**2 * np.mean(np.sum(X**2, axis=1))  # no more than this
T = 4 ** np.arange(2, 8)
squares, bounds = [], []
for t in T:
    rate = min(1 / L, np.sqrt(2 / (L * t * variance)))
    w, total = np.zeros((100, 2)), 0  # a hundred runs
    for _ in range(t):
        gradient = pull(w @ X.T - y) @ X / 60
        total += np.sum(gradient**2, axis=1).mean() / t
        i = rng.integers(60, size=100)
        errors = np.sum(w * X[i], axis=1) - y[i]
        w = w - rate * pull(errors)[:, None] * X[i]
    squares.append(total)
    bounds.append(2 / (rate * t) + rate * L * variance)
    print(f"{t:5} steps, rate {rate:.4f}: mean square", end=" ")
    print(f"{total:.4f}, bound {bounds[-1]:.3f}")
fig = go.Figure()
fig.add_scatter(x=T, y=bounds, name="bound", line_dash="dash")
fig.add_scatter(x=T, y=squares, name="100 runs")
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="steps T", type="log", dtick=1)
fig.update_yaxes(title="mean squared gradient", type="log", dtick=1)
fig.show()
