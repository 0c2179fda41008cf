"""The best rate for seven batch sizes, beside the linear rule."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
bound = 2 / np.linalg.eigvalsh(2 / 442 * X.T @ X)[-1]
grid = np.geomspace(0.0003, 0.3, 31)  # each 1.26 times the one before
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def medians(batch):
    rng, w = np.random.default_rng(1), np.zeros((31, 11, 11))
    for k in range(5 * 442 // batch):
        i = k * batch % 442
        if i == 0:  # a new epoch: a new order for each of 11 seeds
            rows = rng.permuted(np.tile(np.arange(442), (11, 1)), axis=1)
        X_k, y_k = X[rows[:, i : i + batch]], y[rows[:, i : i + batch]]
        error = np.einsum("sbd,rsd->rsb", X_k, w) - y_k
        step = 2 / batch * np.einsum("rsb,sbd->rsd", error, X_k)
        w = w - grid[:, None, None] * step
    return np.median(np.mean(((w - best) @ X.T) ** 2, axis=2), axis=1)


batches = np.array([1, 2, 13, 26, 34, 221, 442])
gaps = np.array([medians(batch) for batch in batches])
found = grid[np.nanargmin(gaps, axis=1)]
scaled = found[0] * batches
print(f"bound for all cases at once {bound:.4f}")
print("batch   best of the grid   linear rule")
for i in range(len(batches)):
    print(f"{batches[i]:5}{found[i]:19.4f}{scaled[i]:14.4f}")
fig = go.Figure()
fig.add_scatter(x=batches, y=scaled, name="linear rule", mode="lines")
fig.add_scatter(x=batches, y=found, name="best of the grid", mode="markers")
fig.add_hline(y=bound, line_dash="dash")
fig.add_annotation(x=0.2, y=np.log10(bound), text="bound", yanchor="bottom")
fig.update_annotations(showarrow=False)
fig.update_xaxes(title="cases in a batch", type="log", dtick=1)
fig.update_yaxes(title="learning rate", type="log", dtick=1)
fig.show()
