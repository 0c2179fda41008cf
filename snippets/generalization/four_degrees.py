"""Four degrees on the readings that they have seen and on fresh ones."""

import numpy as np
import plotly.graph_objects as go
from numpy.polynomial import Polynomial

rng = np.random.default_rng(1)


def measure(n):
    hour = rng.uniform(0, 24, n)
    truth = 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius
    return hour, truth + rng.normal(0, 1.5, n)


def error(fit, hour, temperature):
    """Return the root of the mean squared error, in °C."""
    return np.sqrt(np.mean((fit(hour) - temperature) ** 2))


seen, fresh = measure(20), measure(1000)
fig = go.Figure()
fig.add_scatter(x=seen[0], y=seen[1], mode="markers", name="data")
clock = np.linspace(0, 24, 161)
dashes = {1: "dash", 5: "solid", 9: None, 15: "dot"}
fits = {d: Polynomial.fit(*seen, d, domain=[0, 24]) for d in dashes}
best = min(fits, key=lambda d: error(fits[d], *fresh))
for d, fit in fits.items():
    on_seen, on_fresh = error(fit, *seen), error(fit, *fresh)
    verdict = "wins" if d == best else ""
    row = f"degree {d:<2}  seen {on_seen:.2f}  fresh {on_fresh:7.2f}  {verdict}"
    print(row.rstrip())
    if dashes[d]:
        name = f"degree {d}"
        fig.add_scatter(x=clock, y=fit(clock), line_dash=dashes[d], name=name)
fig.update_xaxes(title="hour of the day")
fig.update_yaxes(title="temperature, °C", range=[0, 30])
fig.show()
