"""Gradients that are added up and never set to zero, on a valley."""

import numpy as np
import plotly.graph_objects as go

curvatures, steps = np.array([0.2, 1.0]), 60
fig = go.Figure()
for name, zeroed in {"set to zero": True, "added up": False}.items():
    w, gradient, losses = np.array([5.0, 1.0]), np.zeros(2), []
    for _ in range(steps + 1):
        losses.append(np.sum(curvatures * w**2) / 2)
        if zeroed:
            gradient[:] = 0
        gradient += curvatures * w
        w = w - 0.3 * gradient
    print(f"{name:<11}  loss {losses[0]:.2f}; last 20:", end=" ")
    print(f"{min(losses[-20:]):.5f} to {max(losses[-20:]):.5f}")
    fig.add_scatter(y=losses, name=name)
fig.data[1].line.dash = "dash"
fig.update_xaxes(title="step").update_yaxes(title="loss")
fig.show()
