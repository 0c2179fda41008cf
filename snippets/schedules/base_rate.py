"""Three schedules at many base rates: how many of them end near the best."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
bound = 2 / np.linalg.eigvalsh(2 / 442 * X.T @ X)[-1]
t = np.arange(1000) / 1000
shapes = {
    "constant": (0 * t + 1, "solid"),
    "1/t": (1 / (1 + 9 * t), "dot"),
    "cosine": ((1 + np.cos(np.pi * t)) / 2, "dash"),
}
grid = np.geomspace(0.001, 0.3, 14)[:, None, None]  # base rates
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge

print(f"bound for all cases at once {bound:.4f}")
print("schedule  best of 14  end below 27        below 1.5 x its best")
fig = go.Figure()
for name, (shape, dash) in shapes.items():
    rng, w = np.random.default_rng(1), np.zeros((14, 11, 11))
    for share in shape:
        rows = rng.integers(442, size=(11, 17))
        error = np.einsum("sbd,rsd->rsb", X[rows], w) - y[rows]
        gradient = 2 / 17 * np.einsum("rsb,sbd->rsd", error, X[rows])
        w = w - share * grid * gradient
    above = np.mean(((w - best) @ X.T) ** 2, axis=2)
    low, middle, high = np.percentile(above, [25, 50, 75], axis=1)
    near = grid[middle < 27, 0, 0]
    print(f"{name:<10}{np.nanmin(middle):10.1f}{len(near):3}", end="")
    print(f", {near[0]:.4f} to {near[-1]:.4f}", end="")
    print(f"{np.sum(middle < 1.5 * np.nanmin(middle)):8}")
    fig.add_scatter(x=grid.ravel(), y=middle, line_dash=dash, name=name)
    fig.data[-1].error_y = {"array": high - middle, "arrayminus": middle - low}
fig.add_vline(x=bound, line_width=1, line_color="gray")
fig.add_annotation(x=np.log10(bound), y=4, text=" bound", xanchor="left")
fig.update_annotations(showarrow=False).update_layout(margin_r=60)
fig.update_xaxes(title="base rate", type="log", dtick=1)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(range=[0.5, 4.5])
fig.show()
