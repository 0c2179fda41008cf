"""Squared, absolute and Huber loss of some errors, each with its slope."""

import numpy as np
from plotly.subplots import make_subplots

delta = 1.0  # where Huber's loss changes from parabola to straight line


def huber(error):
    inside, outside = error**2 / 2, delta * (np.abs(error) - delta / 2)
    return np.where(np.abs(error) <= delta, inside, outside)


losses = {
    "squared": (np.square, lambda error: 2 * error, "dash"),
    "absolute": (np.abs, np.sign, "solid"),
    "Huber": (huber, lambda error: np.clip(error, -delta, delta), "dot"),
}
errors = np.array([-10.0, -2.0, -0.5, 0.1, 3.0])
grid = np.linspace(-3, 3, 401)
fig = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.06)
print("error    " + "".join(f"{error:9.1f}" for error in errors))
for name, (loss, gradient, dash) in losses.items():
    for what, values in [("loss", loss(errors)), ("slope", gradient(errors))]:
        row = "".join(f"{value:9.3f}" for value in values)
        print(f"{name:<9}{row}  {what}")
    style = {"mode": "lines", "line_dash": dash, "name": name}
    fig.add_scatter(x=grid, y=loss(grid), row=1, col=1, **style)
    style = style | {"showlegend": False}
    fig.add_scatter(x=grid, y=gradient(grid), row=2, col=1, **style)
for i, color in enumerate(["#2f86d6", "#d55e00", "#0f9a70"]):
    fig.update_traces(line_color=color, selector={"name": list(losses)[i]})
fig.update_xaxes(title="error, prediction minus observation", row=2)
fig.update_yaxes(title="loss", row=1)
fig.update_yaxes(title="gradient", row=2)
fig.update_layout(height=560)
fig.show()
