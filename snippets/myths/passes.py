"""Three batch sizes, each at its best rate: which one leads, and how long."""

import numpy as np
import plotly.graph_objects as go

rng, n = np.random.default_rng(1), 1000  # rents of a thousand flats, in euros
area, age = rng.uniform(30, 120, n), rng.uniform(0, 80, n)
km, rooms = rng.uniform(0.5, 15, n), area / 28 + rng.normal(0, 0.6, n)
y = 150 + 9 * area + 40 * rooms - 2 * age - 25 * km + rng.normal(0, 80, n)
X = np.column_stack([area, rooms, age, km])
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(n)])
best = np.linalg.lstsq(X, y)[0]
grid = np.geomspace(0.0001, 1, 25)[:, None]  # for every size
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def tuned(batch):
    rng, w, found = np.random.default_rng(2), np.zeros((11, 25, 5)), []
    for _ in range(30):
        order = rng.permuted(np.tile(np.arange(n), (11, 1)), axis=1)
        for i in range(0, n, batch):
            rows = order[:, i : i + batch]  # one order for each of 11 seeds
            error = w @ X[rows].mT - y[rows][:, None]
            w = w - grid * 2 / batch * error @ X[rows]
        above = np.mean(((w - best) @ X.T) ** 2, axis=2)
        quartiles = np.percentile(above, [25, 50, 75], axis=0)  # of the seeds
        found.append(quartiles[:, np.nanargmin(quartiles[1])])  # at the best
    return np.array(found)


fig, looks = go.Figure(), {1: "dash", 10: "solid", 1000: "dot"}
runs = [tuned(size) for size in looks]
print("passes   batch 1              batch 10             batch 1000")
for k in (1, 3, 10, 20, 30):
    one, ten, full = (run[k - 1] for run in runs)
    row = f"after {k:<3}"
    for low, middle, high in (one, ten):
        row += f"{middle:6.1f} {f'({low:.1f}-{high:.1f})':14}"
    first = "  full batch first" if full[1] < min(one[1], ten[1]) else ""
    print(f"{row}{full[1]:8.1f}{first}")
for (size, dash), run in zip(looks.items(), runs, strict=True):
    fig.add_scatter(x0=1, y=run[:, 1], line_dash=dash, name=f"batch {size}")
fig.update_xaxes(title="passes through the flats", type="log", dtick=1)
fig.update_yaxes(title="loss above the least, €²", type="log", dtick=2)
fig.show()
