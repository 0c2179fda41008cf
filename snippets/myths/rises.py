"""A method whose loss may rise, against one where each rise is undone."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
X = X[:, 4:8]  # cholesterol, LDL, HDL and a ratio, of 442 patients
X, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
best = np.linalg.lstsq(X, y)[0]
hessian = 2 / 442 * X.T @ X
fixed = 2 / np.linalg.eigvalsh(hessian)[[0, -1]].sum()  # the best fixed rate


def above(w):  # the loss above the least
    return np.mean((X @ (w - best)) ** 2)


def walk(method, w):
    losses, learning_rate = [above(w)], fixed
    gradient = hessian @ (w - best)
    while losses[-1] > 1e-6 * losses[0]:
        step = -learning_rate * gradient
        while method == "rises undone" and above(w + step) > losses[-1]:
            step = step / 2
        before, w = gradient, w + step
        gradient = hessian @ (w - best)
        if method != "best fixed rate":
            learning_rate = step @ step / (step @ (gradient - before))
        losses.append(above(w))
    return np.array(losses)


starts = np.random.default_rng(1).normal(0, 20, (31, 4))
fig, dashes = go.Figure(), {"best fixed rate": "dash", "rises undone": "dot"}
for method, dash in (dashes | {"rises kept": "solid"}).items():
    runs = [walk(method, w) for w in starts]
    low, middle, high = np.percentile([len(r) - 1 for r in runs], [0, 50, 100])
    tenfold = sum(np.any(r[1:] > 10 * r[:-1]) for r in runs)
    print(f"{method}: median {middle:.0f} steps ({low:.0f}-{high:.0f})", end="")
    print(f", up tenfold in {tenfold} of 31 runs")
    fig.add_scatter(y=runs[0][:61], name=method, line_dash=dash)
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss above the least", type="log", dtick=2)
fig.show()
