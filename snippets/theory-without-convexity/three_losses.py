"""What 40 steps leave of three losses, and how steep each is for its height."""

import numpy as np
import plotly.graph_objects as go

losses = {  # height above the least, slope; no curvature above 8 up to 2.5
    "fourth power": (lambda w: 0.1 * w**4, lambda w: 0.4 * w**3),
    "saucer": (
        lambda w: 4 * w**2 / (1 + w**2),
        lambda w: 8 * w / (1 + w**2) ** 2,
    ),
    "waves": (
        lambda w: w**2 + 3 * np.sin(w) ** 2,
        lambda w: 2 * w + 3 * np.sin(2 * w),
    ),
}
fig = go.Figure()
places = np.linspace(0.05, 6, 120)
print("loss at step       0      10      20      40  ratio 0.05 to 6")
for name, (height, slope) in losses.items():
    w, path = 2.5, []
    for _ in range(41):
        path.append(height(w))
        w = w - slope(w) / 16
    steep = slope(places) ** 2 / (2 * height(places))
    fig.add_scatter(x=places, y=steep, name=name)
    marks = " ".join(f"{path[k]:.1e}" for k in (0, 10, 20, 40))
    print(f"{name:12} {marks}  ≥ {steep.min():.4f}")
for trace, dash in zip(fig.data, ["dot", "dash", "solid"], strict=True):
    trace.line.dash = dash
fig.update_xaxes(title="weight w")
fig.update_yaxes(
    title="slope² / (2 height)", type="log", exponentformat="power"
)
fig.show()
