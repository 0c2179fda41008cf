"""Seven schedules as shares of the base rate: their mean, middle and end."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

t = np.arange(300) / 300  # the share of the run that is over


def cosine(t):
    return (1 + np.cos(np.pi * t)) / 2


starts = np.select([t < 1 / 7, t < 3 / 7], [0, 1 / 7], 3 / 7)
lengths = np.select([t < 1 / 7, t < 3 / 7], [1 / 7, 2 / 7], 4 / 7)
shapes = {
    "constant": np.ones(300),
    "step": 0.1 ** np.floor(3 * t),
    "exponential": 0.01**t,
    "1/t": 1 / (1 + 9 * t),
    "cosine": cosine(t),
    "restarts": cosine((t - starts) / lengths),
    "warm-up": np.where(t < 0.1, 10 * t + 1 / 30, cosine((t - 0.1) / 0.9)),
}
cells = {"specs": [[{}] * 4, [{}] * 3 + [None]], "shared_yaxes": True}
fig = make_subplots(2, 4, **cells, subplot_titles=list(shapes))
print("share of the base rate   mean   at half   at the end")
for i, (name, rates) in enumerate(shapes.items()):
    print(f"{name:<20}{rates.mean():9.3f}{rates[150]:10.3f}{rates[-1]:13.3f}")
    line = go.Scatter(x=t, y=rates, name=name, mode="lines")
    fig.add_trace(line, row=i // 4 + 1, col=i % 4 + 1)
fig.update_traces(line_color="#2f86d6")
fig.update_xaxes(dtick=0.5)
fig.update_xaxes(title="share of the run", row=2, col=2)
fig.update_yaxes(title="rate / base", col=1)
fig.update_layout(showlegend=False, height=460)
fig.show()
