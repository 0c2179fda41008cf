"""Seven schedules, each at the base rate that other draws chose for it."""

import numpy as np
from plotly.subplots import make_subplots
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
grid, t = np.geomspace(0.001, 0.3, 14), np.arange(1001) / 1000  # base rates
u = (t >= 1 / 7) * 1.0 + (t >= 3 / 7)  # which of three cosines
late = (1 + np.cos(np.pi * (t - 0.1) / 0.9)) / 2
shapes = {
    "constant": 0 * t + 1,
    "step": 0.1 ** np.floor(3 * t),
    "exponential": 0.01**t,
    "1/t": 1 / (1 + 9 * t),
    "cosine": (1 + np.cos(np.pi * t)) / 2,
    "restarts": (1 + np.cos(np.pi * (7 * t + 1 - 2**u) / 2**u)) / 2,
    "warm-up": np.where(t < 0.1, 10 * t + 0.01, late),
}
rng, above, w = np.random.default_rng(1), [], np.zeros((33, 7, 14, 11))
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge
for k, share in enumerate(np.transpose(list(shapes.values()))):
    if k % 20 == 0:
        above.append(np.sum(((w - best) @ R.T) ** 2, axis=3) / 442)
    rows = rng.integers(442, size=(33, 1, 17))
    error = w @ X[rows].mT - y[rows][:, :, None]
    w = w - share[:, None, None] * grid[:, None] * 2 / 17 * (error @ X[rows])
chosen = np.nanargmin(np.median(above[-1][:11], axis=0), axis=1)  # by 11 draws
half = np.percentile(np.array(above)[:, 11:], [50, 25, 75], axis=1)  # 22 others
half = half[:, :, range(7), chosen]
cells = {"specs": [[{}] * 4, [{}] * 3 + [None]], "shared_yaxes": "all"}
fig = make_subplots(2, 4, **cells, subplot_titles=list(shapes))
print("schedule     base rate   at 500   at 1000   half of the runs")
for i, name in enumerate(shapes):
    print(f"{name:<12}{grid[chosen[i]]:10.4f}{half[0, 25, i]:9.1f}", end="")
    print("{:10.1f}   {:.1f} to {:.1f}".format(*half[:, -1, i]))
    line = {"x": 1000 * t[::20], "y": half[0, :, i], "showlegend": False}
    fig.add_scatter(**line, line_color="#2f86d6", row=i // 4 + 1, col=i % 4 + 1)
fig.add_hline(half[0, -1, 0], line_dash="dot")
fig.layout.shapes[0].label = {"text": "end", "yanchor": "top"}
fig.update_xaxes(dtick=500, range=[0, 999]).update_layout(xaxis6_title="update")
fig.update_yaxes(type="log", dtick=1).update_yaxes(title="loss gap", col=1)
fig.show()
