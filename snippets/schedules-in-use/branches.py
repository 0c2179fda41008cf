"""One long run at a plateau, and a short decay from it wherever it is asked."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
rng = np.random.default_rng(2)


def run(w, rates):
    """Return the weights of 22 runs after each of the rates, w before them."""
    path = [w]
    for rate in rates:
        rows = rng.integers(442, size=(22, 17))
        error = np.einsum("sbd,sd->sb", X[rows], path[-1]) - y[rows]
        g = 2 / 17 * np.einsum("sb,sbd->sd", error, X[rows])
        path.append(path[-1] - rate * g)
    return np.array(path)


def medians(path):
    gaps = np.mean(((path - best) @ X.T) ** 2, axis=2)
    return np.median(gaps, axis=1)


trunk = run(np.zeros((22, 11)), np.full(1600, 0.0804))
fig = go.Figure(go.Scatter(y=medians(trunk[::20]), dx=20, name="plateau"))
for length in [250, 500, 1000, 2000]:
    begin, fall = length * 4 // 5, length // 5
    branch = medians(run(trunk[begin], 0.0804 * (1 - np.arange(fall) / fall)))
    print(f"{length:4}: {medians(trunk)[begin]:6.1f} before the decay", end="")
    print(f"{branch[-1]:6.1f} after it")
    at = begin + np.arange(0, fall + 1, 5)
    line = {"mode": "lines", "line_dash": "dash", "name": f"decay to {length}"}
    fig.add_scatter(x=at, y=branch[::5], **line)
fig.update_xaxes(title="update", dtick=500)
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(range=[0.9, 4.6])
fig.update_layout(margin_r=30)
fig.show()
