"""Nesterov's method and descent at its best rate, on 442 patients."""

import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True)
H, slopes = 2 * X.T @ X, 2 / 442**0.5 * X.T @ y  # columns standardised
best, (low, *_, high) = np.linalg.solve(H, slopes), np.linalg.eigvalsh(H)
root = np.sqrt(high / low)
print(f"curvatures {low:.4f} to {high:.2f}, condition number {root**2:.0f}")

fig = go.Figure()
for name, rate, beta, dash in [
    ("descent", 2 / (low + high), 0, "solid"),
    ("Nesterov", 1 / high, (root - 1) / (root + 1), "dash"),
]:
    before = w = np.zeros(10)
    above = []
    for _ in range(1201):
        above.append((w - best) @ H @ (w - best) / 2)
        ahead = w + beta * (w - before)
        before, w = w, ahead - rate * (H @ ahead - slopes)
    near = np.argmax(np.array(above) < 0.1)
    print(f"{name}: rate {rate:.3f}, momentum {beta:.3f}, {near} steps to 0.1")
    fig.add_scatter(y=above[:1001:10], x=np.arange(0, 1001, 10), line_dash=dash)
    fig.data[-1].text = [""] * 20 + [f" {name}"]
fig.update_traces(mode="lines+text", textposition="top right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False)
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss above the least", type="log", range=[-3, 4])
fig.show()
