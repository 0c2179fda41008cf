"""Schedule-free runs that are stopped early, beside a cosine for 1,000."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
grid = 0.001 * 300 ** (np.arange(16) / 13)  # up to 0.7, past the bound
names = ["cosine", "share 0", "share 0.5", "share 0.9"]
of_mean = np.array([0, 0, 0.5, 0.9])[:, None, None, None]
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge

rng, last = np.random.default_rng(1), np.zeros((4, 33, 16, 11))
mean, shown = last, []
for k in range(1000):
    at = (1 - of_mean) * last + of_mean * mean
    rows = rng.integers(442, size=(33, 17))
    error = at @ X[rows].mT - y[rows][:, None]
    falls = [(1 + np.cos(np.pi * k / 1000)) / 2, 1, 1, 1]
    rates = np.multiply.outer(falls, grid)[:, None, :, None]
    last = last - rates * 2 / 17 * error @ X[rows]
    mean = mean + (last - mean) / (k + 1)
    if k % 10 == 9:
        now = np.concatenate([last[:1], mean[1:]]) - best
        shown.append(np.sum((now @ R.T) ** 2, axis=3) / 442)
fig = go.Figure()
print("             base rate   at 250   at 500   at 1000")
for i, dash in enumerate(["solid", "dot", "dash", "dashdot"]):
    losses = np.array(shown)[:, i]
    chosen = np.nanargmin(np.median(losses[-1, :11], axis=0))  # by 11 draws
    line = np.median(losses[:, 11:, chosen], axis=1)  # 22 others
    print(f"{names[i]:<12}{grid[chosen]:10.4f}", end="")
    print("{:9.1f}{:9.1f}{:10.1f}".format(*line[[24, 49, 99]]))
    at = np.arange(10, 1001, 10)
    fig.add_scatter(x=at, y=line, name=names[i], line_dash=dash)
fig.update_xaxes(title="update")
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
