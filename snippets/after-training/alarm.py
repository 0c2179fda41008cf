"""Errors grow a little: the days after which two alarms say so."""

import numpy as np
import plotly.graph_objects as go

DAILY, ALLOWANCE, LIMIT = 3.09, 0.25, 8.6  # in deviations of a day's error


def days_until(shift, days):
    """Return for each of 1,000 runs the day of either alarm, or `days`."""
    rng, total = np.random.default_rng(1), np.zeros(1000)
    first = np.full((2, 1000), days)
    for day in range(1, days):
        error = rng.normal(shift, 1, 1000)
        total = np.maximum(0, total + error - ALLOWANCE)
        first[0, error > DAILY] = np.minimum(first[0], day)[error > DAILY]
        first[1, total > LIMIT] = np.minimum(first[1], day)[total > LIMIT]
    return first.mean(axis=1)


print("mean days until   one day's error   the running sum")
for shift, days in ((0, 10_000), (0.5, 3000), (1, 1000), (3, 100)):
    daily, summed = days_until(shift, days)
    print(f"shift of {shift:3} {daily:21.0f} {summed:17.0f}")

error = np.random.default_rng(4).normal(0, 1, 120)
error[60:] += 0.5
total, path = 0, []
for each in error:
    total = max(0, total + each - ALLOWANCE)
    path.append(total)
day = np.arange(1, 121)
fig = go.Figure(go.Scatter(x=day, y=error, mode="markers", name="error"))
fig.add_scatter(x=day, y=path, name="running sum", mode="lines")
for level, name in ((DAILY, "limit of a day"), (LIMIT, "limit of the sum")):
    fig.add_hline(y=level, line_dash="dot", label_text=name)
fig.update_shapes(label_textposition="start")
fig.update_xaxes(title="day").update_yaxes(title="deviations")
fig.show()
