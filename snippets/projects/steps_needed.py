"""How many steps each of seven rates needs to come near the minimum."""

import numpy as np
import plotly.graph_objects as go


def walk(learning_rate, steps):
    """Return x after each step on (x - 3)² + 5, the start 0 first."""
    path = [0.0]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
    return np.array(path)


for learning_rate in [0.01, 0.1, 0.2, 0.5, 0.8, 0.9, 1.0]:
    distance = abs(walk(learning_rate, 1000) - 3)
    near = distance < 1e-6
    needed = f"from step {np.argmax(near)}" if near.any() else "never"
    print(f"rate {learning_rate}: {needed}")

fig = go.Figure()
for learning_rate, dash, label, side in [
    (0.9, "dot", 1, "middle right"),
    (0.1, "solid", 8, "bottom right"),
    (0.01, "dash", 17, "top left"),
]:
    path = walk(learning_rate, 20)
    name = f"rate {learning_rate}"
    print(f"{name}: x = {path[:5].round(3)} ... {path[20]:.3f}")
    fig.add_scatter(y=path, name=name, line_dash=dash, textposition=side)
    fig.data[-1].text = [""] * label + [f" {name} "]
fig.update_traces(mode="lines+markers+text")
fig.add_hline(y=3, line_width=1, label=dict(text="minimum", textposition="end"))
fig.update_layout(showlegend=False)
fig.update_xaxes(title="step", range=[-1, 24])
fig.update_yaxes(title="x")
fig.show()
