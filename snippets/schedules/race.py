"""Seven schedules on one problem, each at its best base rate."""

import numpy as np
from plotly.subplots import make_subplots
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
t = np.arange(1001) / 1000
u = (t >= 1 / 7) * 1.0 + (t >= 3 / 7)  # which of three cosines
shapes = {
    "constant": 0 * t + 1,
    "restarts": (1 + np.cos(np.pi * (7 * t + 1 - 2**u) / 2**u)) / 2,
    "1/t": 1 / (1 + 9 * t),
    "exponential": 0.01**t,
    "step": 0.1 ** np.floor(3 * t),
    "cosine": (1 + np.cos(np.pi * t)) / 2,
}
late = (1 + np.cos(np.pi * (t - 0.1) / 0.9)) / 2
shapes["warm-up"] = np.where(t < 0.1, 10 * t + 0.01, late)
grid = np.geomspace(0.001, 0.3, 14)  # base rates, the same for all
rng, above, w = np.random.default_rng(1), [], np.zeros((11, 7, 14, 11))
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge
for k, share in enumerate(np.transpose(list(shapes.values()))):
    if k % 20 == 0:
        above.append(np.mean(((w - best) @ X.T) ** 2, axis=3))
    rows = rng.integers(442, size=(11, 1, 17))
    error = w @ X[rows].mT - y[rows][:, :, None]
    gradient = 2 / 17 * error @ X[rows]
    w = w - share[:, None, None] * grid[:, None] * gradient
half = np.percentile(above, [50, 25, 75], axis=1)  # the median first
fig = make_subplots(2, 4, shared_yaxes="all", subplot_titles=list(shapes))
print("schedule     base rate   at 500   at 1000   half of the runs")
for i, name in enumerate(shapes):
    j = np.nanargmin(half[0, -1, i])
    print(f"{name:<12}{grid[j]:10.4f}{half[0, 25, i, j]:9.1f}", end="")
    print("{:10.1f}   {:.1f} to {:.1f}".format(*half[:, -1, i, j]))
    line = {"x": 1000 * t[::20], "y": half[0, :, i, j], "name": name}
    fig.add_scatter(**line, line_color="#2f86d6", row=i // 4 + 1, col=i % 4 + 1)
fig.add_hline(np.nanmin(half[0, -1, 0]), line_dash="dot", label_text="constant")
fig.update_layout(showlegend=False, height=460)
fig.update_xaxes(dtick=500).update_xaxes(title="update", row=2, col=2)
fig.update_yaxes(type="log", dtick=1).update_yaxes(title="loss gap", col=1)
fig.show()
