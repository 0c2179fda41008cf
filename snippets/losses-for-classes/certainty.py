"""A sure mistake: cross-entropy has no limit, squared loss hardly a slope."""

import numpy as np
import plotly.graph_objects as go

print("loss of one case, and its slope in the score:")
print("p       cross-entropy   slope  squared   slope")
for p in [0.9, 0.5, 0.01, 0.0001]:
    print(f"{p:<7} {-np.log(p):13.3f} {p - 1:7.4f}", end=" ")
    print(f"{(1 - p) ** 2:8.3f} {-2 * p * (1 - p) ** 2:7.4f}")
for k in [2, 3, 10]:
    print(f"no idea among {k:2} classes: p {1 / k:.3f}, loss {np.log(k):.3f}")

p = np.geomspace(0.0001, 1, 101)
fig = go.Figure(layout_xaxis_exponentformat="power")
for name, y, dash in [
    ("cross-entropy", -np.log(p), "solid"),
    ("squared", (1 - p) ** 2, "dash"),
]:
    fig.add_scatter(x=p, y=y, mode="lines", line_dash=dash, name=name)
classes = np.array([2, 3, 10])
names = ["2 classes", "3", "10"]
x, y = 1 / classes, np.log(classes)
fig.add_scatter(x=x, y=y, mode="markers+text", text=names)
fig.update_traces(selector=2, name="no idea", textposition="top right")
fig.update_xaxes(title="probability of the right class", type="log", dtick=1)
fig.update_xaxes(range=[-4, 0.6])
fig.update_yaxes(title="loss of one case")
fig.show()
