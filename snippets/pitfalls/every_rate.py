import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

X, y = load_diabetes(return_X_y=True)
X = np.column_stack([scale(X), np.ones(442)])


def typical_error(method, rate, seed):
    rng = np.random.default_rng(seed)
    w, m, v = np.zeros((3, 11))
    for t in range(1, 201):
        rows = rng.integers(0, 442, 26)
        g = 2 / 26 * X[rows].T @ (X[rows] @ w - y[rows])
        m = 0.9 * m + (0.1 * g if method == "Adam" else g)
        v = 0.999 * v + 0.001 * g**2
        adam = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        w = w - rate * {"descent": g, "momentum": m, "Adam": adam}[method]
    error = np.sqrt(np.mean((X @ w - y) ** 2))
    return error if np.isfinite(error) else np.inf


np.seterr(over="ignore", invalid="ignore")  # large rates diverge
rates, seeds, fig = np.geomspace(1e-4, 10, 16), range(5), go.Figure()
dashes = {"descent": "solid", "momentum": "dash", "Adam": "dot"}
for method, dash in dashes.items():
    errors = [[typical_error(method, r, s) for s in seeds] for r in rates]
    middle = np.median(errors, axis=1)
    fig.add_scatter(x=rates, y=middle, name=method, line_dash=dash)
    good = rates[middle < 60]
    print(f"{method:<8} below 60: rates {good[0]:.2g} to {good[-1]:.2g}")
fig.add_vline(x=0.01, line_dash="longdash")
fig.update_xaxes(title="learning rate", type="log", dtick=1)
fig.update_yaxes(title="typical error", type="log", range=[1.7, 2.5])
fig.show()
