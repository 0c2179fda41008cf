"""Noise and a constant rate: the measured spread beside its formula."""

import numpy as np
import plotly.graph_objects as go

curvature, deviation = 2.0, 3.0  # of the loss, and of the noise
bound = 2 / curvature
rates = bound * np.array([0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 1.02])
rng = np.random.default_rng(1)
w = np.zeros((9, 1000))  # 1,000 runs at each rate, started at the minimum
total = np.zeros(9)
for step in range(2000):
    noise = rng.normal(0, deviation, w.shape)
    w = w - rates[:, None] * (curvature * w + noise)
    if step >= 1000:
        total = total + np.mean(w**2, axis=1)
measured = total / 1000

print("rate   measured   formula")
for i in range(8):
    formula = rates[i] * deviation**2 / (curvature * (2 - rates[i] * curvature))
    print(f"{rates[i]:.2f}  {measured[i]:9.3f}  {formula:8.3f}")
grown = "grown past 1e+06" if measured[-1] > 1e6 else "not grown"
print(f"{rates[-1]:.2f}  {grown}       none")

smooth = np.geomspace(0.01, 0.98, 60)
formula = smooth * deviation**2 / (curvature * (2 - smooth * curvature))
fig = go.Figure()
fig.add_scatter(x=smooth, y=formula, name="formula", mode="lines")
fig.add_scatter(x=rates[:-1], y=measured[:-1], name="data", mode="markers")
fig.add_vline(x=bound, line_dash="dash")
fig.add_annotation(x=0, y=-1, text="bound ", xanchor="right", showarrow=False)
fig.update_xaxes(title="learning rate", type="log", dtick=1)
fig.update_yaxes(title="mean squared distance", type="log", dtick=1)
fig.show()
