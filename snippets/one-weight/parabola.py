"""Two descents on one parabola: a small rate walks down, a large one jumps."""

import numpy as np
import plotly.graph_objects as go


def loss(w):
    return 0.0135 * (w - 200) ** 2  # of the four houses, in billions


grid = np.linspace(20, 380, 91)
fig = go.Figure(go.Scatter(x=grid, y=loss(grid), line_color="gray"))
for learning_rate, dash, side in [
    (1e-8, "solid", "left"),
    (7e-8, "dot", "right"),
]:
    w = [100.0]
    for _ in range(12):
        slope = 27_000_000 * (w[-1] - 200)
        w.append(w[-1] - learning_rate * slope)
    w = np.array(w)
    name = f"rate {learning_rate:.0e}"
    print(name, w[:4].round(1), f"... {w[-1]:.1f}")
    fig.add_scatter(x=w, y=loss(w), name=name, line_dash=dash)
    fig.data[-1].update(text=["", f" {name} "], textposition=f"bottom {side}")
fig.update_traces(mode="lines+markers+text")
fig.update_traces(mode="lines", selector=0)
fig.update_layout(showlegend=False)
fig.update_xaxes(title="w, dollars per square foot")
fig.update_yaxes(title="loss, billions of squared dollars")
fig.show()
