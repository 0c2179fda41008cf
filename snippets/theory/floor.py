"""Descent, its accelerated form, and the floor for both, on a long chain."""

import numpy as np
import plotly.graph_objects as go

d = 201  # a chain of 201 weights, curvature at most L = 1
H = (2 * np.eye(d) - np.eye(d, k=1) - np.eye(d, k=-1)) / 4
pull = np.eye(d)[0] / 4
best = np.linalg.solve(H, pull)
D2 = best @ best


def gap(w):
    return (w - best) @ H @ (w - best) / 2


k = np.arange(1, 201)
w, x, y, t = np.zeros(d), np.zeros(d), np.zeros(d), 1.0
descent, accelerated = [], []
for _ in k:
    w = w - (H @ w - pull)  # gradient descent at rate 1/L
    after = y - (H @ y - pull)  # Nesterov's: a step from y
    longer = (1 + np.sqrt(1 + 4 * t**2)) / 2
    x, y, t = after, after + (t - 1) / longer * (after - x), longer
    descent.append(gap(w))
    accelerated.append(gap(x))
floor = (1 / (k + 1) - 1 / (d + 1)) / 8
curves = {
    "descent": (np.array(descent), "solid"),
    "accelerated": (np.array(accelerated), "longdash"),
    "floor": (floor, "dot"),
    "bound, descent": (D2 / (4 * k + 2), "dash"),
    "bound, accelerated": (2 * D2 / (k + 1) ** 2, "dashdot"),
}
print(f"D² = {D2:.2f}, after   10 steps       100       200")
fig = go.Figure(layout_yaxis_exponentformat="power")
fig.update_layout(legend_itemwidth=50)
for name, (values, dash) in curves.items():
    numbers = "  ".join(f"{values[i - 1]:.2e}" for i in (10, 100, 200))
    print(f"{name:18}  {numbers}")
    fig.add_scatter(x=k, y=values, name=name, line_dash=dash)
fig.update_xaxes(title="step k", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
