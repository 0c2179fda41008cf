"""Four orders of the cases, at seven rates: how far each ends from the best."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([(x - x.mean()) / x.std(), np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
rates = np.array([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1])
each = np.tile(np.arange(100), (15, 1))  # 15 runs at each rate


def epochs(order):  # the rows of 200 epochs, a line for each run
    rng = np.random.default_rng(2)
    rows = np.argsort(y) + 0 * each if order == "sorted" else each
    rows = rng.permuted(rows, axis=1) if order == "fixed" else rows
    for _ in range(200):
        if order == "any case":
            rows = rng.integers(100, size=(15, 100))
        yield rng.permuted(each, axis=1) if order == "reshuffled" else rows


orders = ["any case", "sorted", "fixed", "reshuffled"]
w, total = np.tile(best, (7, 60, 1)), np.zeros((2, 7, 4))
for epoch, rows in enumerate(zip(*map(epochs, orders), strict=True)):
    for k, i in enumerate(np.concatenate(rows).T):  # all orders at once
        error = np.einsum("sd,rsd->rs", X[i], w) - y[i]
        w = w - rates[:, None, None] * 2 * error[..., None] * X[i]
        if k in (49, 99) and epoch >= 100:
            squares = np.sum((w - best) ** 2, axis=2).reshape(7, 4, 15)
            total[k // 50] += squares.mean(axis=2) / 100


fig = go.Figure(layout_yaxis_exponentformat="power")
print("order       rate 0.001  rate 0.010  rate 0.100")
for i, dash in enumerate(["solid", "dashdot", "dot", "dash"]):
    half_way, runs = total[:, :, i]
    print(f"{orders[i]:<10}{runs[0]:12.6f}{runs[3]:12.6f}{runs[6]:12.6f}")
    fig.add_scatter(x=rates, y=runs, line_dash=dash, name=orders[i])
print(f"{'half way':<10}", *(f"{half_way[i]:11.6f}" for i in (0, 3, 6)))
fig.update_xaxes(title="learning rate", type="log", dtick=1)
fig.update_yaxes(title="mean squared distance", type="log", dtick=1)
fig.show()
