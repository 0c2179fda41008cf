"""An outlier's share of the pull on a line, for squared and absolute loss."""

import numpy as np
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression, QuantileRegressor

rng = np.random.default_rng(2)
area = rng.uniform(30, 120, 30)  # square metres
rent = 200 + 12 * area + rng.normal(0, 60, 30)  # euros a month
i = np.argmin(area)
rent[i] *= 10
error = 200 + 12 * area - rent  # of the line that made the data

fig = go.Figure()
fig.add_scatter(x=area, y=rent, mode="markers", name="data")
ends = np.array([30.0, 120.0])
print("share of the pull at the true line, and where the fit ends up:")
for name, slope, model, dash in [
    ("squared", 2 * error, LinearRegression(), "dash"),
    ("absolute", np.sign(error), QuantileRegressor(alpha=0), "solid"),
]:
    pull = np.abs(slope)
    share = pull[i] / pull.sum()
    line = model.fit(area[:, None], rent).predict(ends[:, None])
    small, large = line
    print(f"{name:<9}{share:4.0%}  {small:5.0f} at 30, {large:5.0f} at 120 m²")
    fig.add_scatter(x=ends, y=line, mode="lines", line_dash=dash, name=name)
fig.update_xaxes(title="area, square metres")
fig.update_yaxes(title="rent, euros a month", rangemode="tozero")
fig.show()
