"""Squared bias and variance of twelve degrees, and the error they add up to."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
hour = np.linspace(0, 24, 20)
truth = 15 - 5 * np.cos(2 * np.pi * (hour - 4) / 24)
degrees, rows = range(1, 13), []
for degree in degrees:
    readings, fresh = truth + rng.normal(0, 1.5, (2, 500, 20))
    powers = np.vander(hour / 12 - 1, degree + 1)
    curves = readings @ np.linalg.pinv(powers).T @ powers.T
    average = curves.mean(axis=0)
    squares = (
        (average - truth) ** 2,
        (curves - average) ** 2,
        (curves - fresh) ** 2,
    )
    rows.append([np.mean(each) for each in squares])
bias, variance, error = np.array(rows).T
print("squared bias + variance + noise = mean squared error")
for degree in [1, 2, 4, 6, 12]:
    i = degree - 1
    total = bias[i] + variance[i] + 1.5**2
    print(
        f"degree {degree:2}: {bias[i]:5.2f} + {variance[i]:.2f} + 2.25", end=" "
    )
    print(f"= {total:5.2f}; measured {error[i]:5.2f}")
fig = go.Figure()
for name, y in {
    "squared bias": bias,
    "variance": variance,
    "sum with the noise": bias + variance + 1.5**2,
}.items():
    fig.add_scatter(x=list(degrees), y=y, name=name, mode="lines+markers")
fig.data[0].line.dash, fig.data[1].line.dash = "dash", "dot"
fig.add_hline(y=1.5**2, line_width=1, label_text="noise")
fig.update_xaxes(title="degree", dtick=1)
fig.update_yaxes(title="mean square, °C²", range=[-0.5, 11])
fig.show()
