"""Two batch sizes, each at its best rate: which one leads, and how long."""

import numpy as np
import plotly.graph_objects as go

rng, n = np.random.default_rng(1), 1000  # rents of a thousand flats, in euros
area, age = rng.uniform(30, 120, n), rng.uniform(0, 80, n)
km, rooms = rng.uniform(0.5, 15, n), area / 28 + rng.normal(0, 0.6, n)
y = 150 + 9 * area + 40 * rooms - 2 * age - 25 * km + rng.normal(0, 80, n)
X = np.column_stack([area, rooms, age, km])
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(n)])
best = np.linalg.lstsq(X, y)[0]
grid = np.geomspace(0.01, 1, 25)[:, None]  # shares of the highest rate
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def tuned(batch, rates, passes, falling):  # 11 seeds choose, 11 others show
    rng, w = np.random.default_rng(2), np.zeros((22, 25, 5))
    copies = np.tile(np.arange(n), (22 * passes, 1))
    order, steps = rng.permuted(copies, axis=1), passes * n // batch
    for k, rows in enumerate(np.split(order.reshape(22, -1), steps, axis=1)):
        error = w @ X[rows].mT - y[rows][:, None]
        w = w - rates * (1 - falling * k / steps) * 2 / batch * error @ X[rows]
    above = np.mean(((w - best) @ X.T) ** 2, axis=2)
    at = np.nanargmin(np.median(above[:11], axis=0))
    return np.percentile(above[11:, at], [25, 50, 75])


fig, counts, table = go.Figure(), (1, 3, 10, 20, 30), []
for i, dash in enumerate(["solid", "dot", "dash", "dashdot"]):
    size, top = ((10, 0.2), (1000, 1.2))[i % 2]
    table.append(np.array([tuned(size, top * grid, k, i > 1) for k in counts]))
    name = f"batch {size}" + ", falling" * (i > 1)
    fig.add_scatter(x=counts, y=table[i][:, 1], name=name, line_dash=dash)
for i, name in (0, "constant rate"), (2, "falling rate"):
    print(f"{name:<14} batch 10 {1000:19}")
    for k, count in enumerate(counts):
        (low, ten, high), full = table[i][k], table[i + 1][k, 1]
        cell = f"{ten:9.2f} ({low:.2f}-{high:.2f})"
        first = "  full batch first" if full < ten else ""
        print(f"after {count:<3}{cell:25}{full:9.2f}{first}")
fig.update_xaxes(title="passes through the flats", type="log", dtick=1)
fig.update_yaxes(title="loss above the least, €²", type="log", dtick=2)
fig.show()
