"""Along a valley of minima: which noise drives a run to where it is flat."""

import numpy as np
import plotly.graph_objects as go

steps, rate = 40_000, 0.05
fig = go.Figure()
for name, dash in {
    "none": "dot",
    "on the case": "dash",
    "on the label": "solid",
}.items():
    rng = np.random.default_rng(1)
    w1, w2 = np.full(50, 3.0), np.full(50, 1 / 3)  # fifty runs, at a minimum
    w2 += 0.01
    path = []
    for step in range(steps):
        if step % 500 == 0:
            path.append(np.mean(w1**2 + w2**2))
        x, label = np.ones(50), np.ones(50)
        if name == "on the case":  # another input, and its right label
            x = x * rng.choice([0.5, 1.5], 50)
            label = x
        if name == "on the label":
            label = label + rng.choice([-0.5, 0.5], 50)
        error = w1 * w2 * x - label
        w1, w2 = w1 - rate * error * x * w2, w2 - rate * error * x * w1
    print(f"noise {name}: sharpness {path[0]:.2f} at first", end=", ")
    print(f"{path[20]:.2f} after 10,000 steps, {path[-1]:.2f} at the end")
    fig.add_scatter(x=500 * np.arange(len(path)), y=path, name=name)
    fig.data[-1].line.dash = dash
fig.update_xaxes(title="step", tickformat=",")
fig.update_yaxes(title="mean sharpness of fifty runs", range=[1, 10])
fig.show()
