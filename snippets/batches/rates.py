"""The loss after five epochs at many rates, for three batch sizes."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
bound = 2 / np.linalg.eigvalsh(2 / 442 * X.T @ X)[-1]
grid = np.geomspace(0.0003, 0.3, 18)
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def after_five_epochs(batch):
    rng, w = np.random.default_rng(1), np.zeros((18, 11, 11))  # rates, seeds
    for k in range(5 * 442 // batch):
        if (i := k * batch % 442) == 0:
            rows = rng.permuted(np.tile(np.arange(442), (11, 1)), axis=1)
        X_k, y_k = X[rows[:, i : i + batch]], y[rows[:, i : i + batch]]
        error = np.einsum("sbd,rsd->rsb", X_k, w) - y_k
        gradient = 2 / batch * np.einsum("rsb,sbd->rsd", error, X_k)
        w = w - grid[:, None, None] * gradient
    above = np.mean(((w - best) @ X.T) ** 2, axis=2)
    return np.percentile(above, [25, 50, 75], axis=1)


start = np.mean((X @ best) ** 2)
print(f"bound for all cases at once {bound:.4f}")
print(f"loss above the least at the start {start:.0f}")
fig = go.Figure(layout_yaxis_range=[1, 6])
inks = {1: "#2f86d6", 26: "#d55e00", 442: "#0f9a70"}
for batch, dash in [(1, "solid"), (26, "dot"), (442, "dash")]:
    low, middle, high = after_five_epochs(batch)
    i, worse = np.nanargmin(middle), grid[~(middle < start)]
    print(f"batch {batch:3}: best at rate {grid[i]:.4f}", end="")
    print(f", worse than the start from rate {worse[0]:.4f} on")
    fig.add_scatter(x=grid, y=middle, line_dash=dash, name=f"batch {batch}")
    fig.data[-1].line.color = inks[batch]
    fig.data[-1].error_y = {"array": high - middle, "arrayminus": middle - low}
fig.add_scatter(x=2 * [bound], y=[10, 1e6], name="bound", line_color="gray")
fig.data[-1].update(mode="lines", line_width=1)
fig.update_xaxes(title="learning rate", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.show()
