"""Median training and test error over the degree: one falls, one makes a U."""

import numpy as np
import plotly.graph_objects as go
from numpy.polynomial import Polynomial

n, noise = 20, 1.5  # readings to fit, and their noise in degrees Celsius


def measure(n, rng):
    hour = rng.uniform(0, 24, n)
    truth = 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)
    return hour, truth + rng.normal(0, noise, n)


degrees = np.arange(1, 16)
errors = {"training": np.zeros((100, 15)), "test": np.zeros((100, 15))}
for seed in range(100):
    rng = np.random.default_rng(seed)
    seen, fresh = measure(n, rng), measure(1000, rng)
    for d in degrees:
        fit = Polynomial.fit(*seen, d, domain=[0, 24])
        for table, (x, y) in zip(errors.values(), (seen, fresh), strict=True):
            table[seed, d - 1] = np.sqrt(np.mean((fit(x) - y) ** 2))

fig = go.Figure(layout_showlegend=False)
for (name, table), dash in zip(errors.items(), ["dash", "solid"], strict=True):
    y, label = np.median(table, axis=0), [None] * 14 + [f" {name}"]
    print(f"{name} error is lowest at degree {degrees[np.argmin(y)]}")
    fig.add_scatter(x=degrees, y=y, text=label, line_dash=dash, name=name)
fig.update_traces(mode="lines+markers+text", textposition="middle right")
fig.add_hline(y=noise, line_dash="dot")
fig.add_annotation(x=14, y=np.log10(noise), text="noise", yshift=9)
fig.update_annotations(showarrow=False)
fig.update_xaxes(title="degree", range=[0.5, 19])
fig.update_yaxes(title="median error, °C", type="log", dtick=1)
fig.show()
