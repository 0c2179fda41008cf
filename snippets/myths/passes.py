import numpy as np
import plotly.graph_objects as go

rng, n = np.random.default_rng(1), 1000  # rents of a thousand flats, in euros
area, age = rng.uniform(30, 120, n), rng.uniform(0, 80, n)
km, rooms = rng.uniform(0.5, 15, n), area / 28 + rng.normal(0, 0.6, n)
y = 150 + 9 * area + 40 * rooms - 2 * age - 25 * km + rng.normal(0, 80, n)
X = np.column_stack([area, rooms, age, km])
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(n)])
best = np.linalg.lstsq(X, y)[0]
grid = np.geomspace(0.0001, 1, 25)[:, None, None]  # for every size
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def tuned(batch, marks):
    rng, w, found = np.random.default_rng(2), np.zeros((25, 11, 5)), []
    for k in range(1, max(marks) + 1):
        order = rng.permuted(np.tile(np.arange(n), (11, 1)), axis=1)
        for i in range(0, n, batch):
            rows = order[:, i : i + batch]  # one order for each of 11 seeds
            error = np.einsum("sbd,rsd->rsb", X[rows], w) - y[rows]
            w = w - grid * 2 / batch * np.einsum("rsb,sbd->rsd", error, X[rows])
        if k in marks:  # quartiles of the seeds, at the best rate of the grid
            above = np.mean(((w - best) @ X.T) ** 2, axis=2)
            quartiles = np.percentile(above, [25, 50, 75], axis=1)
            found.append(quartiles[:, np.nanargmin(quartiles[1])])
    return np.array(found)


fig, marks = go.Figure(), [1, 2, 3, 5, 10, 15, 20, 30]
runs = {size: tuned(size, marks) for size in (1, 10, 1000)}
for k, *rows in zip(marks, *runs.values(), strict=True):
    if k in (1, 3, 10, 20, 30):
        print(f"{k} pass" + "es:" * (k > 1) + ":" * (k == 1), end="")
        for size, (low, middle, high) in zip(runs, rows, strict=True):
            print(f" {size}: {middle:.1f} ({low:.1f}-{high:.1f})", end=";")
        full_first = rows[2][1] < min(rows[0][1], rows[1][1])
        print(" full batch first" if full_first else "")
dashes = {1: "dash", 10: "solid", 1000: "dot"}
for size, found in runs.items():
    looks = {"line_dash": dashes[size], "name": f"batch {size}"}
    fig.add_scatter(x=marks, y=found[:, 1], mode="lines", **looks)
fig.update_xaxes(title="passes through the flats", type="log", dtick=1)
fig.update_yaxes(title="loss above the least, €²", type="log", dtick=2)
fig.show()
