"""The mean of T noisy weights: in the long run the rate drops out of it."""

import numpy as np
import plotly.graph_objects as go

curvature, runs = 2.0, 400
shown = np.unique(np.geomspace(1, 4000, 30).astype(int))
fig = go.Figure()
print("rate   one weight   mean of 40   mean of 4000")
for rate, mark in [(0.02, "circle"), (0.1, "square"), (0.5, "diamond")]:
    rng = np.random.default_rng(1)
    settled = rate / (curvature * (2 - rate * curvature))
    w = np.sqrt(settled) * rng.normal(size=runs)  # at rest from the start
    total, found = np.zeros(runs), {}
    for k in range(1, 4001):
        w = w - rate * (curvature * w + rng.normal(size=runs))
        total += w
        found[k] = np.mean((total / k) ** 2)
    print(f"{rate:<7}{found[1]:10.4f}{found[40]:13.5f}{found[4000]:15.7f}")
    y = [found[k] for k in shown]
    dots = {"mode": "markers", "marker_symbol": mark, "name": f"rate {rate}"}
    fig.add_scatter(x=shown, y=y, **dots)
print(f"1/(λ²T) for T = 4000{1 / (curvature**2 * 4000):24.7f}")
line = 1 / (curvature**2 * shown)
fig.add_scatter(x=shown, y=line, mode="lines", name="1/(λ²T)")
fig.update_xaxes(title="weights in the mean, T", type="log", dtick=1)
fig.update_yaxes(title="mean squared distance", type="log", dtick=1)
fig.update_yaxes(exponentformat="power")
fig.show()
