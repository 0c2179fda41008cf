"""Four schedules under noise, and how far from the minimum each one ends."""

import numpy as np
import plotly.graph_objects as go

k = np.arange(1, 100_001)
schedules = {
    "constant": np.full(100_000, 0.1),
    "1/k": 0.5 / k,
    "1/k^0.4": 0.5 / k**0.4,
    "0.95^k": 0.05 * 0.95**k,
}
rates = np.array(list(schedules.values()))[:, None]
marks = np.unique(np.geomspace(1, 100_000, 40).astype(int)).tolist()
rng = np.random.default_rng(1)
w = np.full((4, 200), 10.0)  # 200 runs of each, from w = 10
distance = []
for step in range(1, 100_001):
    gradient = 2 * w + rng.normal(0, 3, w.shape)  # minimum at 0
    w = w - rates[:, :, step - 1] * gradient
    if step in marks:
        distance.append(np.sqrt(np.mean(w**2, axis=1)))
distance = np.array(distance).T

print("schedule   rates sum   squares sum   distance at the end")
for i, name in enumerate(schedules):
    rate = schedules[name]
    print(f"{name:<9}{rate.sum():11.4g}{(rate**2).sum():14.4g}", end="")
    print(f"{distance[i][-1]:16.3f}")
fig = go.Figure()
dashes = ["solid", "dash", "dot", "dashdot"]
for i, name in enumerate(schedules):
    label = [""] * (len(marks) - 1) + [f" {name}"]
    fig.add_scatter(x=marks, y=distance[i], text=label, line_dash=dashes[i])
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=80)
fig.update_xaxes(title="update", type="log", dtick=1)
fig.update_yaxes(title="root mean squared distance", type="log", dtick=1)
fig.show()
