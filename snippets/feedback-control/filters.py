"""Three filters on one gradient and on waves: what each lets through."""

import numpy as np
import plotly.graph_objects as go

beta = 0.9
impulse = np.zeros(6)
impulse[0] = 1


def respond(gradients):
    """Return what each filter makes of a sequence of gradients."""
    m, before, rows = 0.0, 0.0, []
    for g in gradients:
        m = beta * m + (1 - beta) * g
        rows.append([m, (1 - beta) * g + beta * m, g - before])
        before = g
    return np.array(rows).T


names = ["average", "Nesterov", "difference"]
for name, row in zip(names, respond(impulse), strict=True):
    print(f"{name:10}", " ".join(f"{number:6.3f}" for number in row))
frequency = np.geomspace(0.001, 0.5, 60)  # in cycles per step
z = np.exp(2j * np.pi * frequency)
average = (1 - beta) * z / (z - beta)
gains = [average, 1 - beta + beta * average, 1 - 1 / z]
fig = go.Figure()
dashes = ["solid", "dash", "dot"]
for name, gain, dash in zip(names, np.abs(gains), dashes, strict=True):
    print(f"{name:10} gain {gain[0]:.3f} at 0.001, {gain[-1]:.3f} at 0.5")
    text = [""] * 59 + [f" {name}"]
    fig.add_scatter(x=frequency, y=gain, text=text, line_dash=dash)
fig.update_traces(mode="lines+text", textposition="middle right")
fig.update_traces(cliponaxis=False)
fig.update_layout(showlegend=False, margin_r=80)
fig.update_xaxes(title="frequency, cycles per step", type="log", dtick=1)
fig.update_yaxes(title="gain", type="log", dtick=1)
fig.show()
