"""The weight of bedrooms changes when size and age join the model."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(1)
n = 300
size = rng.normal(1800, 500, n).clip(700, 3500).round()  # square feet
bedrooms = (size / 600 + rng.normal(0, 0.8, n)).round().clip(1, 6)
age = rng.integers(0, 80, n)  # years
X = pd.DataFrame({"size": size, "bedrooms": bedrooms, "age": age})
y = 50_000 + 200 * size - 12_000 * bedrooms - 900 * age
y = y + rng.normal(0, 20_000, n)  # dollars
X, y = X[:200], y[:200]

alone = LinearRegression().fit(X[["bedrooms"]], y)
full = LinearRegression().fit(X, y)
print(f"bedrooms alone:         {alone.coef_[0]:+8,.0f} dollars each")
print(f"size and age held:      {full.coef_[1]:+8,.0f} dollars each")
through = LinearRegression().fit(X[["bedrooms"]], X[["size", "age"]])
carried = through.coef_[:, 0]
print(f"a bedroom more comes with {carried[0]:.0f} square feet more", end=" ")
print(f"and {carried[1]:.2f} years")
total = full.coef_[1] + carried @ full.coef_[[0, 2]]
print(f"own weight + what comes with it: {total:+,.0f}")

rooms = np.array([1.0, 6.0])
held = pd.DataFrame({"size": 1800.0, "bedrooms": rooms, "age": 40})
lines = {
    "bedrooms alone": alone.predict(pd.DataFrame({"bedrooms": rooms})),
    "size and age held": full.predict(held),
}
fig = go.Figure()
for (name, line), dash in zip(lines.items(), ["dash", "solid"], strict=True):
    fig.add_scatter(x=rooms, y=line / 1000, name=name, line_dash=dash)
    fig.data[-1].update(mode="lines", line_width=3)
jitter = rng.uniform(-0.12, 0.12, 200)  # so that points do not cover others
fig.add_scatter(x=X["bedrooms"] + jitter, y=y / 1000, name="data")
fig.data[-1].update(mode="markers", marker_size=4, marker_opacity=0.5)
fig.update_xaxes(title="bedrooms")
fig.update_yaxes(title="price, thousands of dollars")
fig.show()
