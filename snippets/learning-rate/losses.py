"""The losses of four learning rates on one noisy line, step by step."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
least = np.mean((np.polyval(np.polyfit(x, y, 1), x) - y) ** 2)
fig, runs = go.Figure(), {}
dashes = {0.0005: "dash", 0.01: "solid", 0.028: "dot", 0.03: "dashdot"}
for learning_rate, dash in dashes.items():
    w, b, above = 0.0, 0.0, []
    for _ in range(301):
        error = w * x + b - y
        above.append(np.mean(error**2) - least)
        w = w - learning_rate * 2 * np.mean(error * x)
        b = b - learning_rate * 2 * np.mean(error)
    runs[learning_rate] = np.array(above)
    end = 25 if learning_rate == 0.03 else 300
    label = [""] * end + [f" {learning_rate}"]
    fig.add_scatter(y=above, text=label, line_dash=dash)
behind = np.flatnonzero(runs[0.028] > runs[0.01])
print(f"0.028 is ahead of 0.01 from step {behind[-1] + 1}")
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="step", range=[0, 300])
fig.update_yaxes(title="loss above the least", type="log", dtick=1)
fig.update_yaxes(range=[-3.3, 6])
fig.show()
