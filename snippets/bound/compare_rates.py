"""Four rates on one weight: three shrink the distance, one makes it grow."""

import numpy as np
import plotly.graph_objects as go

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

fig = go.Figure()
dashes = {1e-9: "dash", 1e-8: "solid", 7e-8: "dot", 8e-8: "dashdot"}
for learning_rate, dash in dashes.items():
    w = 100.0
    distance = []
    for _ in range(31):
        distance.append(abs(w - 200))
        gradient = 2 * np.sum((50_000 + w * area - price) * area)
        w = w - learning_rate * gradient
    name = f"{learning_rate:.0e}"
    print(f"{name}  after 30 steps {distance[-1]:.3g} dollars from 200")
    label = [None] * 30 + [f" {name}"]
    fig.add_scatter(y=distance, text=label, line_dash=dash, name=name)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=60)
fig.update_xaxes(title="step")
fig.update_yaxes(title="distance of w from 200", type="log", dtick=1)
fig.show()
