"""Momentum 0.9 on one parabola: the share that a step keeps, at three rates."""

import numpy as np
import plotly.graph_objects as go

momentum, curvature = 0.9, 1.0
shares, fig = [], go.Figure()
for rate, dash in [(0.1, "solid"), (1.0, "dash"), (3.0, "dot")]:
    w, velocity, path = 1.0, 0.0, [1.0]
    for _ in range(1000):
        velocity = momentum * velocity + curvature * w
        w = w - rate * velocity
        path.append(w)
    sizes = np.abs(path)
    shares.append((sizes[800:1000].max() / sizes[:200].max()) ** (1 / 800))
    print(f"rate {rate}: in the long run a step keeps {shares[-1]:.3f}")
    line = {"name": f"rate {rate}", "line_dash": dash, "mode": "lines"}
    fig.add_scatter(y=path[:41], **line)
if max(shares) - min(shares) < 0.001:
    print(f"none of them: all keep the same, √0.9 = {0.9**0.5:.3f}")
fig.update_xaxes(title="step").update_yaxes(title="weight")
fig.show()
