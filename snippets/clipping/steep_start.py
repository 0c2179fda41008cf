"""Two weights on a loss that steepens like a power of e: three runs."""

import numpy as np
import plotly.graph_objects as go


def gradient(w):
    return np.sinh(w)  # of cosh(w₁) + cosh(w₂) - 2, whose minimum is at zero


runs = {"rate 0.5": (0.5, np.inf), "rate 0.0018": (0.0018, np.inf)}
runs["rate 0.5, clipped at 1"] = (0.5, 1.0)
fig = go.Figure()
for name, (rate, limit) in runs.items():
    w, path = np.array([10.0, 1.0]), []
    while 1e-3 < np.linalg.norm(w) < 100 and len(path) < 20_000:
        path.append(np.linalg.norm(w))
        g = gradient(w)
        w = w - rate * min(1, limit / np.linalg.norm(g)) * g
    verdict = "arrives" if np.linalg.norm(w) <= 1e-3 else "is on its way"
    verdict = verdict if np.linalg.norm(w) < 100 else "is thrown out"
    print(f"{name}: {verdict} at step {len(path)}")
    k = np.unique(np.geomspace(1, len(path), 80).astype(int))
    fig.add_scatter(x=k, y=np.array(path)[k - 1], name=name)
fig.update_traces(mode="lines+markers", marker_size=4)
fig.data[0].marker.size = 12  # a single point
for trace, dash in zip(fig.data, ["dot", "dash", "solid"], strict=True):
    trace.line.dash = dash
fig.update_xaxes(title="step, counted from 1", type="log", dtick=1)
fig.update_yaxes(title="distance from the minimum", type="log", dtick=1)
fig.show()
