"""Prices over bedrooms, and the lines of two models that disagree on them."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(1)
size = rng.normal(1800, 500, 300).clip(700, 3500).round()  # square feet
bedrooms = (size / 600 + rng.normal(0, 0.8, 300)).round().clip(1, 6)
age = rng.integers(0, 80, 300)  # years
X = pd.DataFrame({"size": size, "bedrooms": bedrooms, "age": age})
y = 50_000 + 200 * size - 12_000 * bedrooms - 900 * age
y = y + rng.normal(0, 20_000, 300)  # dollars
X, y = X[:200], y[:200]

alone = LinearRegression().fit(X[["bedrooms"]], y)
full = LinearRegression().fit(X, y)
rooms = pd.DataFrame({"size": 1800, "bedrooms": [1.0, 6.0], "age": 40})
fig = go.Figure()
for name, line, dash in [
    ("bedrooms alone", alone.predict(rooms[["bedrooms"]]), "dash"),
    ("size and age held", full.predict(rooms), "solid"),
]:
    fig.add_scatter(x=[1, 6], y=line / 1000, name=name, line_dash=dash)
    fig.data[-1].update(mode="lines", line_width=3)
    print(f"{name:<18} {line[0]:,.0f} at 1 bedroom, {line[1]:,.0f} at 6")
jitter = rng.uniform(-0.12, 0.12, 200)  # so that points do not cover others
fig.add_scatter(x=X["bedrooms"] + jitter, y=y / 1000, name="data")
fig.data[-1].update(mode="markers", marker_size=4, marker_opacity=0.5)
fig.update_xaxes(title="bedrooms")
fig.update_yaxes(title="price, thousands of dollars")
fig.show()
