"""Five schedules stretched over short and long runs, each tuned anew."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, R = np.linalg.lstsq(X, y)[0], np.linalg.qr(X).R  # |R v| is |X v|
grid = np.geomspace(0.001, 0.3, 14)[:, None]  # base rates, for all
shapes = {
    "constant": (lambda t: 0 * t + 1, "solid"),
    "1/t": (lambda t: 1 / (1 + 9 * t), "dot"),
    "cosine": (lambda t: (1 + np.cos(np.pi * t)) / 2, "dash"),
    "exponential": (lambda t: 0.01**t, "longdash"),
    "step": (lambda t: 0.1 ** np.floor(3 * t), "dashdot"),
}
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def after(updates):
    t = np.arange(updates) / updates
    rng, w = np.random.default_rng(1), np.zeros((33, 5, 14, 11))
    for share in np.transpose([shape(t) for shape, _ in shapes.values()]):
        rows = rng.integers(442, size=(33, 1, 17))
        error = w @ X[rows].mT - y[rows][:, :, None]
        gradient = 2 / 17 * error @ X[rows]
        w = w - share[:, None, None] * grid * gradient
    above = np.sum(((w - best) @ R.T) ** 2, axis=3) / 442
    chosen = np.nanargmin(np.median(above[:11], axis=0), axis=1)
    quartiles = np.percentile(above[11:], [25, 50, 75], axis=0)  # new draws
    return quartiles[:, range(5), chosen]


budgets = [50, 200, 1000, 2000]
runs, fig = np.array([after(each) for each in budgets]), go.Figure()
print("median at ", *(f"{b:5}" for b in budgets), " quartiles, 50 and 2000")
for i, (name, (_, dash)) in enumerate(shapes.items()):
    low, middle, high = runs[:, :, i].T
    print(f"{name:<11}", *(f"{gap:5.1f}" for gap in middle), end="")
    print(f"  {low[0]:.0f} to {high[0]:.0f}, {low[-1]:.1f} to {high[-1]:.1f}")
    fig.add_scatter(x=budgets, y=middle, name=name, line_dash=dash)
fig.update_xaxes(title="updates in the whole run", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
