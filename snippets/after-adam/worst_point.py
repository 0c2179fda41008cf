"""A convex problem where Adam walks to the worst point and AMSGrad does not."""

import numpy as np
import plotly.graph_objects as go

slope, beta2 = 4.0, 1 / 17  # Reddi, Kale and Kumar: 1 / (1 + slope squared)
steps = np.arange(1, 3001)
fig = go.Figure()
print("w at steps   2998   2999   3000  mean loss")
for name, dash in [("descent", "dash"), ("Adam", "solid"), ("AMSGrad", "dot")]:
    w, v, largest, path = 0.0, 0.0, 0.0, []
    for t in steps:
        g = slope if t % 3 == 1 else -1.0
        v = beta2 * v + (1 - beta2) * g**2
        largest = max(largest, v)
        root = {"descent": 1.0, "Adam": v**0.5, "AMSGrad": largest**0.5}[name]
        w = w - 0.5 / np.sqrt(t) * g / root
        w = min(1.0, max(-1.0, w))  # stay in the interval
        path.append(w)
    path = np.array(path)
    losses = np.where(steps % 3 == 1, slope, -1.0) * np.append(0, path[:-1])
    period = "".join(f"{w:7.2f}" for w in path[-3:])
    print(f"{name:<10}{period}{losses.mean():+11.2f}")
    thin = np.unique(np.geomspace(1, 3000, 200).astype(int)) - 1
    fig.add_scatter(x=steps[thin], y=path[thin], name=name, line_dash=dash)
fig.update_xaxes(title="step", type="log", dtick=1)
fig.update_yaxes(title="w, best at -1 and worst at 1")
fig.show()
