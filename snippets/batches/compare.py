"""Three batch sizes, each at its best rate, by epochs and by updates."""

import numpy as np
from plotly.subplots import make_subplots
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
grid = np.geomspace(0.0003, 0.3, 18)[:, None]  # for every size
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge


def tuned(batch, marks):
    rng, found, w = np.random.default_rng(1), {}, np.zeros((11, 18, 11))
    for k in range(max(marks) + 1):
        if k in marks:  # the first 4 seeds choose the rate for the other 7
            above = np.mean(((w - best) @ X.T) ** 2, axis=2)  # seeds, rates
            chosen = np.nanargmin(np.percentile(above[:4], 50, axis=0))
            found[k] = np.percentile(above[4:, chosen], [25, 50, 75])
        if (i := k * batch % 442) == 0:  # a new epoch: an order for each seed
            rows = rng.permuted(np.tile(np.arange(442), (11, 1)), axis=1)
        X_k = X[rows[:, i : i + batch]]
        error = w @ X_k.mT - y[rows[:, None, i : i + batch]]
        w = w - grid * 2 / batch * error @ X_k
    return found


fig = make_subplots(1, 2, shared_yaxes=True, horizontal_spacing=0.1)
print("batch  epochs  updates   median   half of the runs")
looks = [("solid", "#2f86d6"), ("dot", "#d55e00"), ("dash", "#0f9a70")]
for batch, (dash, color) in zip([1, 26, 442], looks, strict=True):
    shown = {20, 340} | {442 * epochs // batch for epochs in (1, 5, 20)}
    found = tuned(batch, shown | {*np.geomspace(1, max(shown), 15).astype(int)})
    for k in sorted(shown):
        line = f"{batch:5}{k * batch / 442:8.2f}{k:9}{found[k][1]:9.1f}"
        print(f"{line}   {found[k][0]:.1f} to {found[k][2]:.1f}")
    x, middle = np.array(list(found)), [row[1] for row in found.values()]
    style = {"line_dash": dash, "line_color": color, "name": f"batch {batch}"}
    fig.add_scatter(x=x * batch / 442, y=middle, **style, row=1, col=1)
    fig.add_scatter(x=x, y=middle, **style, row=1, col=2, showlegend=False)
fig.update_layout(xaxis_title="epochs", yaxis_title="loss above the least")
fig.update_xaxes(type="log", dtick=2).update_xaxes(title="updates", col=2)
fig.update_yaxes(type="log", dtick=1).update_traces(mode="lines")
fig.show()
