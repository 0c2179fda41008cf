"""Hinge, squared loss and bits of cross-entropy bound the share of mistakes."""

import numpy as np
import plotly.graph_objects as go

losses = {
    "cross-entropy, nats": (lambda m: np.logaddexp(0, -m), "solid"),
    "cross-entropy, bits": (lambda m: np.logaddexp(0, -m) / np.log(2), "dash"),
    "hinge": (lambda m: np.maximum(0, 1 - m), "dot"),
    "squared": (lambda m: (1 - m) ** 2, "dashdot"),
}
margin = np.linspace(-2, 3, 501)
mistake = (margin <= 0).astype(float)  # a score of 0 counts as wrong

fig = go.Figure()
print("margin                 -1.0    0.0    1.0    3.0")
for name, (loss, dash) in losses.items():
    row = "".join(f"{loss(m):7.3f}" for m in [-1.0, 0.0, 1.0, 3.0])
    above = np.min(loss(margin) - mistake) >= -1e-12
    verdict = "bounds it" if above else "does not"
    print(f"{name:<20}{row}  {verdict}")
    fig.add_scatter(x=margin, y=loss(margin), line_dash=dash, name=name)
print(f"nats reach 1 at margin {-np.log(np.e - 1):.3f}")
x, y, style = [-2, 0, 0, 3], [1, 1, 0, 0], {"width": 4, "color": "gray"}
fig.add_scatter(x=x, y=y, line=style, name="mistake")
fig.update_traces(mode="lines")
fig.update_xaxes(title="margin: score times label")
fig.update_yaxes(title="loss of one case", range=[-0.1, 4])
fig.show()
