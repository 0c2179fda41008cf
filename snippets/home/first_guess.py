"""Three learning rates on the bowl w²: one creeps, one lands, one leaves."""

import numpy as np
import plotly.graph_objects as go


def walk(learning_rate, steps=20):
    w = [10.0]
    for _ in range(steps):
        slope = 2 * w[-1]  # of the bowl w²
        w.append(w[-1] - learning_rate * slope)
    return np.array(w)


bowl = np.linspace(-16, 16, 65)
fig = go.Figure(go.Scatter(x=bowl, y=bowl**2, line_color="gray"))
for learning_rate, dash in [(0.01, "dot"), (0.4, "solid"), (1.1, "dash")]:
    w = walk(learning_rate)
    verdict = "lands" if abs(w[-1]) < 0.01 else "misses"
    print(
        f"rate {learning_rate}: {verdict}, 10, {w[1]:.3g}, {w[2]:.3g}", end=" "
    )
    print(f"... {w[-1]:.2f}")
    label = ["", "", f" {learning_rate}"]
    fig.add_scatter(x=w[:3], y=w[:3] ** 2, text=label, line_dash=dash)
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.update_traces(mode="lines", selector=0)
fig.update_traces(textposition="top left", selector=2)  # not on its line
fig.update_traces(line_color="#0072B2", selector=2)
fig.update_layout(showlegend=False)
fig.update_xaxes(title="w")
fig.update_yaxes(title="w squared")
fig.show()
