"""Three losses for numbers over the error, and the slope of each."""

import numpy as np
from plotly.subplots import make_subplots

error = np.linspace(-3, 3, 401)
size = np.abs(error)
fig = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.06)
for name, loss, slope, dash, color in [
    ("squared", error**2, 2 * error, "dash", "#2f86d6"),
    ("absolute", size, np.sign(error), "solid", "#d55e00"),
    (
        "Huber",
        np.where(size <= 1, error**2 / 2, size - 0.5),
        np.clip(error, -1, 1),
        "dot",
        "#0f9a70",
    ),
]:
    style = {"mode": "lines", "line_dash": dash, "line_color": color}
    fig.add_scatter(x=error, y=loss, row=1, col=1, name=name, **style)
    style = style | {"showlegend": False}
    fig.add_scatter(x=error, y=slope, row=2, col=1, name=name, **style)
    print(f"{name:<9} at an error of 3: {loss[-1]:.1f}, slope {slope[-1]:.0f}")
fig.update_xaxes(title="error, prediction minus observation", row=2)
fig.update_yaxes(title="loss", row=1)
fig.update_yaxes(title="slope", row=2)
fig.update_layout(height=560)
fig.show()
