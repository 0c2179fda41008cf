"""How sharp the minima are where a thousand starts end, rate by rate."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
starts = rng.uniform(-4, 4, (2, 1000))
rates = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
fig = go.Figure()
print("rate  2/rate  converge  diverge  sharpest end  above 2/rate")
for rate in rates:
    w1, w2 = starts
    for _ in range(5000):
        residual = w1 * w2 - 1
        w1, w2 = w1 - rate * residual * w2, w2 - rate * residual * w1
        alive = np.abs(w1) + np.abs(w2) < 1e6
        w1, w2 = w1[alive], w2[alive]  # the others have diverged
    ends = (w1**2 + w2**2)[np.abs(w1 * w2 - 1) < 1e-10]
    print(f"{rate:.1f}  {2 / rate:6.2f}  {ends.size:8}", end="")
    print(f"  {1000 - w1.size:7}  {ends.max():12.3f}", end="")
    print(f"  {np.sum(ends > 2 / rate):12}")
    shown = np.sort(ends)[::-8]
    points = {"mode": "markers", "marker_color": "gray", "showlegend": False}
    fig.add_scatter(x=[rate] * shown.size, y=shown, marker_size=4, **points)
fig.data[0].showlegend = True
fig.data[0].name = "data: sharpness at the end"
curve = np.linspace(0.1, 0.95, 86)
fig.add_scatter(x=curve, y=2 / curve, name="bound 2/rate", line_dash="dash")
fig.update_xaxes(title="learning rate")
fig.update_yaxes(title="sharpness w₁² + w₂² at the end")

w1, w2 = 1.0, -2.0  # one step of rate 1/2
residual = w1 * w2 - 1
w1, w2 = w1 - residual * w2 / 2, w2 - residual * w1 / 2
print(f"from (1, -2) at rate 0.5: ({w1}, {w2}), sharpness {w1**2 + w2**2}")
fig.show()
