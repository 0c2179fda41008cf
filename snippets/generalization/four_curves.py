"""Twenty readings over a day, and curves of three degrees fitted to them."""

import numpy as np
import plotly.graph_objects as go
from numpy.polynomial import Polynomial

rng = np.random.default_rng(1)
hour = rng.uniform(0, 24, 20)
truth = 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius
temperature = truth + rng.normal(0, 1.5, 20)

fig = go.Figure()
fig.add_scatter(x=hour, y=temperature, mode="markers", name="data")
clock = np.linspace(0, 24, 161)
for degree, dash in {1: "dash", 5: "solid", 15: "dot"}.items():
    fit = Polynomial.fit(hour, temperature, degree, domain=[0, 24])
    print(f"degree {degree:<2}  at noon {fit(12):5.2f} °C")
    name = f"degree {degree}"
    fig.add_scatter(x=clock, y=fit(clock), line_dash=dash, name=name)
fig.update_xaxes(title="hour of the day")
fig.update_yaxes(title="temperature, °C", range=[0, 30])
fig.show()
