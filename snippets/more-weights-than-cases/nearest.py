"""One case, two weights: every start ends at the answer nearest to it."""

import numpy as np
import plotly.graph_objects as go

x, y = np.array([1.0, 2.0]), 5.0  # w₁ + 2 w₂ should be 5
fig = go.Figure()
line = np.array([-1.0, 5.0])
fig.add_scatter(x=line, y=(y - line) / 2, name="loss 0", line_dash="dash")
fig.data[0].mode = "lines"
for start in [(0.0, 0.0), (4.0, 2.5), (3.0, -0.5)]:
    w = np.array(start)
    path = [w]
    for _ in range(60):
        w = w - 0.05 * 2 * (x @ w - y) * x
        path.append(w)
    nearest = np.array(start) + (y - x @ start) / (x @ x) * x
    print(f"from {start}: ends at ({w[0]:.4f}, {w[1]:.4f})", end=", ")
    print(f"the nearest answer is ({nearest[0]:.4f}, {nearest[1]:.4f})")
    fig.add_scatter(x=np.array(path)[:, 0], y=np.array(path)[:, 1])
    name = f"from {start}".replace("-", "−")
    fig.data[-1].update(mode="lines+markers", name=name)
fig.update_xaxes(title="w₁")
fig.update_yaxes(title="w₂", scaleanchor="x")
fig.show()
