"""The narrower the valley, the further the tuned heavy ball strays at first."""

import numpy as np
import plotly.graph_objects as go

print("κ        farthest  at step  √κ / e")
for kappa in [100, 10_000, 1_000_000]:
    q = np.sqrt(kappa)
    learning_rate, momentum = 4 / (1 + q) ** 2, ((q - 1) / (q + 1)) ** 2
    w, velocity = np.ones(2), np.zeros(2)
    path = [w]
    for _ in range(int(6 * q)):
        velocity = momentum * velocity + np.array([1, kappa]) * w
        w = w - learning_rate * velocity
        path.append(w)
    flat, steep = np.abs(path).T
    print(f"{kappa:<9}{steep.max():8.2f}{steep.argmax():9}", end="")
    print(f"{q / np.e:8.2f}")
    if kappa == 10_000:
        share = np.sqrt(momentum) ** np.arange(len(flat))
        lines = [(steep, "steep", "dot"), (flat, "flat", "solid")]
        lines.append((share, "best share", "dash"))

fig = go.Figure(layout_yaxis_exponentformat="power")
for line, name, dash in lines:
    label = [""] * 200 + [" " + name]
    steps = 3 * np.arange(201)
    fig.add_scatter(x=steps, y=line[::3], text=label, line_dash=dash)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=90)
fig.update_xaxes(title="step")
fig.update_yaxes(title="distance, start = 1", type="log", dtick=1)
fig.show()
