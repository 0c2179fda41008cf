"""Another unit for one column moves nearest neighbours, not least squares."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsRegressor

rng = np.random.default_rng(1)
n = 300
size = rng.normal(1800, 500, n).clip(700, 3500).round()  # square feet
bedrooms = (size / 600 + rng.normal(0, 0.8, n)).round().clip(1, 6)
age = rng.integers(0, 80, n)  # years
X = pd.DataFrame({"size": size, "bedrooms": bedrooms, "age": age})
y = 50_000 + 200 * size - 12_000 * bedrooms - 900 * age
y = y + rng.normal(0, 20_000, n)  # dollars
house = pd.DataFrame({"size": [2100.0], "bedrooms": [3.0], "age": [15.0]})

factors = {"square feet": 1, "square metres": 0.0929, "acres": 1 / 43_560}
for unit, factor in factors.items():
    unit_of = {"size": factor, "bedrooms": 1, "age": 1}
    print(f"size in {unit}")
    for model in [LinearRegression(), KNeighborsRegressor(n_neighbors=5)]:
        model.fit(X[:200] * unit_of, y[:200])
        price = model.predict(house * unit_of)[0]
        error = np.abs(model.predict(X[200:] * unit_of) - y[200:])
        print(f"  {type(model).__name__:<20} price {price:,.0f}", end="  ")
        print(f"median error {np.median(error):,.0f}")
