"""Twenty curves of degree 1, and twenty of degree 12, around one truth."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

rng = np.random.default_rng(1)
hour = np.linspace(0, 24, 20)
truth = 15 - 5 * np.cos(2 * np.pi * (hour - 4) / 24)
fig = make_subplots(1, 2, shared_yaxes=True)
for column, degree in [(1, 1), (2, 12)]:
    curves = []
    for _ in range(20):
        reading = truth + rng.normal(0, 1.5, 20)
        curve = np.polynomial.Polynomial.fit(hour, reading, degree)
        curves.append(curve(hour))
        line = go.Scatter(x=hour, y=curves[-1], name="one week", mode="lines")
        line.update(
            line_color="gray", opacity=0.4, showlegend=len(curves) * column == 1
        )
        fig.add_trace(line, 1, column)
    means = {"average": np.mean(curves, axis=0), "truth": truth}
    looks = {"average": ("steelblue", "solid"), "truth": ("orange", "dash")}
    for name, y in means.items():
        line = go.Scatter(x=hour, y=y, name=name, mode="lines")
        line.update(showlegend=column == 1, line_color=looks[name][0])
        fig.add_trace(line.update(line_dash=looks[name][1]), 1, column)
    spread = np.std(curves, axis=0).mean()
    print(f"degree {degree}: spread of the twenty {spread:.2f} °C")
fig.update_xaxes(title="hour, degree 1", dtick=6, col=1)
fig.update_xaxes(title="hour, degree 12", dtick=6, col=2)
fig.update_yaxes(range=[4, 26])
fig.update_yaxes(title="°C", col=1)
fig.show()
