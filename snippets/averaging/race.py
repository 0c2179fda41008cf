"""Averages of noisy runs beside their last weights, each at a tuned rate."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
grid = np.geomspace(0.001, 0.3, 14)  # base rates, the same for all
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def gap(w):
    return np.sum(((w - best) @ R.T) ** 2, axis=-1) / 442


rng, w = np.random.default_rng(1), np.zeros((2, 33, 14, 11))
whole, late, fading, path = 0, 0, 0, []
for k in range(1000):
    rows = rng.integers(442, size=(33, 17))
    error = w @ X[rows].mT - y[rows][:, None]
    share = [1, (1 + np.cos(np.pi * k / 1000)) / 2]  # constant and cosine
    rates = np.multiply.outer(share, grid)[:, None, :, None]
    w = w - rates * 2 / 17 * error @ X[rows]
    whole, late = whole + w[0] / 1000, late + (k >= 500) * w[0] / 500
    fading = 0.99 * fading + 0.01 * w[0]
    path.append(w[0, 11:, 12])  # of the rate 0.1935
names = ["last weights", "last weights, cosine", "fading mean", "mean of all"]
ends = [*w, fading, whole, late]
print(f"{'':23}rate   median   quartiles")
for name, end in zip([*names, "mean of the last half"], ends, strict=True):
    losses = gap(end)
    chosen = np.nanargmin(np.median(losses[:11], axis=0))  # by 11 draws
    quarters = np.percentile(losses[11:, chosen], [50, 25, 75])  # 22 others
    print(f"{name:<23}{grid[chosen]:.4f}", end="")
    print("{:7.1f}   {:.1f} to {:.1f}".format(*quarters))
sums, at, fig = np.cumsum(path, axis=0), np.arange(19, 1000, 20), go.Figure()
half = (sums[at] - sums[at // 2]) / (at - at // 2)[:, None, None]
for name, found in {"last weights": path[19::20], "mean of half": half}.items():
    middle = np.median(gap(np.array(found)), axis=1)
    fig.add_scatter(x=at + 1, y=middle, name=name)
fig.update_xaxes(title="update, at the rate 0.1935")
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
