import numpy as np
from plotly.subplots import make_subplots
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
t = np.arange(1000) / 1000
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
rates = np.array(list(shapes.values()))[:, None] * grid[:, None]
rng, above, w = np.random.default_rng(1), [], np.zeros((11, 7, 14, 11))
np.seterr(over="ignore", invalid="ignore")  # the highest rates diverge
for k in range(1001):
    if k % 20 == 0:
        above.append(np.mean(((w - best) @ X.T) ** 2, axis=3))
    rows = rng.integers(442, size=(11, 1, 17))
    error = w @ X[rows].mT - y[rows][:, :, None]
    gradient = 2 / 17 * error @ X[rows]
    w = w - rates[:, :, min(k, 999), None] * gradient
low, middle, high = np.percentile(above, [25, 50, 75], axis=1)
fig = make_subplots(2, 4, shared_yaxes="all", subplot_titles=list(shapes))
print("schedule     base rate   at 500   at 1000   half of the runs")
for i, name in enumerate(shapes):
    j = np.nanargmin(middle[-1, i])
    print(f"{name:<12}{grid[j]:10.4f}{middle[25, i, j]:9.1f}", end="")
    print(f"{middle[-1, i, j]:10.1f}   {low[-1, i, j]:.1f}", end="")
    print(f" to {high[-1, i, j]:.1f}")
    line = {"x": np.arange(0, 1001, 20), "y": middle[:, i, j], "name": name}
    fig.add_scatter(**line, line_color="#2f86d6", row=i // 4 + 1, col=i % 4 + 1)
fig.add_hline(np.nanmin(middle[-1, 0]), line_dash="dot", label_text="constant")
fig.update_layout(showlegend=False, height=460)
fig.update_xaxes(dtick=500).update_xaxes(title="update", row=2, col=2)
fig.update_yaxes(type="log", dtick=1).update_yaxes(title="loss gap", col=1)
fig.show()
