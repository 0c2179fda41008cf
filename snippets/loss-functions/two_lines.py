"""Thirty flats, one with a typed zero too many, and the lines of two losses."""

import numpy as np
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression, QuantileRegressor

rng = np.random.default_rng(2)
area = rng.uniform(30, 120, 30)  # square metres
rent = 200 + 12 * area + rng.normal(0, 60, 30)  # euros a month
rent[np.argmin(area)] *= 10

fig = go.Figure()
fig.add_scatter(x=area, y=rent, mode="markers", name="data")
ends = np.array([30.0, 120.0])
for name, model, dash in [
    ("squared", LinearRegression(), "dash"),
    ("absolute", QuantileRegressor(alpha=0), "solid"),
]:
    line = model.fit(area[:, None], rent).predict(ends[:, None])
    print(f"{name:<9} {line[0]:.0f} euros at 30, {line[1]:.0f} at 120")
    fig.add_scatter(x=ends, y=line, mode="lines", line_dash=dash, name=name)
fig.update_xaxes(title="area, square metres")
fig.update_yaxes(title="rent, euros a month", rangemode="tozero")
fig.show()
