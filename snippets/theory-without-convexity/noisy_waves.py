"""Descent with noise on the waves: a rate that stays, and one that falls."""

import numpy as np
import plotly.graph_objects as go


def height(w):
    return w**2 + 3 * np.sin(w) ** 2


def slope(w):
    return 2 * w + 3 * np.sin(2 * w)


L, m, h = 8, 0.1755, height(2.5)  # largest curvature; slope² >= 2 m height
T = 4 ** np.arange(1, 8)
k = np.arange(T[-1])
rates = {"stays": np.full(len(k), 1 / L), "falls": 2 / (m * (k + 2 * L / m))}
left = {}
for name, rate in rates.items():
    rng = np.random.default_rng(1)  # noise of variance 1
    w, path = np.full(500, 2.5), []
    for step in k:
        w = w - rate[step] * (slope(w) + rng.normal(size=500))
        path.append(height(w).mean())
    left[name] = np.array(path)[T - 1]
bounds = {
    "stays": (1 - m / L) ** T * h + 1 / (2 * m),
    "falls": max(2 * L / m * h, 2 * L / m**2) / (T + 2 * L / m),
}
print("steps    stays  (bound)    falls  (bound)")
for i, t in enumerate(T):
    pairs = [f"{left[n][i]:9.5f} ({bounds[n][i]:6.3f})" for n in rates]
    print(f"{t:5}", *pairs)
fig = go.Figure()
for name, dash in zip(rates, ["dot", "solid"], strict=True):
    fig.add_scatter(x=T, y=left[name], name=f"rate {name}", line_dash=dash)
bound = {"x": T, "y": bounds["falls"], "name": "bound, rate falls"}
fig.add_scatter(**bound, line_dash="dash")
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="steps", type="log", dtick=1)
fig.update_yaxes(title="mean loss above the least", type="log", dtick=1)
fig.show()
