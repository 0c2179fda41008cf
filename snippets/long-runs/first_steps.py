"""Adam, resumed without its means or its count: how long its steps are."""

import numpy as np
import plotly.graph_objects as go

fig, k = go.Figure(), np.arange(1, 2001)  # updates since the resume
shown = np.unique(np.geomspace(1, 2000, 80).astype(int))
dashes = iter(["dashdot", "dot", "solid", "dash"])
print("step divided by rate, where every slope is 1")
print("stopped  lost      1st   10th  200th 2000th  extreme")
for stop in (205, 100_000):
    # what a mean begun anew has reached, over what the old count expects
    mean = (1 - 0.9**k) / (1 - 0.9 ** (stop + k))
    square = (1 - 0.999**k) / (1 - 0.999 ** (stop + k))
    factors = {"means": mean / np.sqrt(square), "count": np.sqrt(square) / mean}
    for name, each in factors.items():
        far = np.argmax(np.abs(np.log(each)).round(9))
        row = "".join(f"{each[i - 1]:7.3f}" for i in (1, 10, 200, 2000))
        print(f"{stop:7,}  {name:<6}{row}{each[far]:7.3f} at {far + 1}")
        line = go.Scatter(x=shown, y=each[shown - 1], name=f"{name}, {stop:,}")
        fig.add_trace(line.update(mode="lines", line_dash=next(dashes)))
fig.update_xaxes(title="update since the resume", type="log", dtick=1)
ticks = [0.2, 0.5, 1, 2, 5]
fig.update_yaxes(title="step divided by rate", type="log", tickvals=ticks)
fig.show()
