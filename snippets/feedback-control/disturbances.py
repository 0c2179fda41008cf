"""A minimum that jumps and drifts: how far three controllers stay behind."""

import numpy as np
import plotly.graph_objects as go

minimum = np.zeros(161)
minimum[20:] = 2  # it jumps
minimum[80:] += 0.05 * np.arange(81)  # and later it drifts

controllers = {  # from the weight and the gradient to the next weight
    "proportional": lambda w, gradient: -0.8 * gradient,
    "descent": lambda w, gradient: w - 0.2 * gradient,
    "decay": lambda w, gradient: 0.95 * w - 0.2 * gradient,
}
dashes = {"proportional": "dash", "descent": "solid", "decay": "dashdot"}
fig = go.Figure(go.Scatter(y=minimum, name="minimum", line_dash="dot"))
for name, controller in controllers.items():
    w = np.zeros(161)
    for k in range(160):
        gradient = w[k] - minimum[k]  # the curvature is 1
        w[k + 1] = controller(w[k], gradient)
    print(f"{name:12} behind by {minimum[79] - w[79]:.3f} at step 79,", end="")
    print(f" by {minimum[160] - w[160]:.3f} at step 160")
    fig.add_scatter(y=w, name=name, line_dash=dashes[name])
fig.update_traces(mode="lines")
fig.update_xaxes(title="step")
fig.update_yaxes(title="weight w")
fig.show()
