"""A linear model learns house prices and prices a house that it never saw."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(1)
size = rng.normal(1800, 500, 300).clip(700, 3500).round()  # square feet
bedrooms = (size / 600 + rng.normal(0, 0.8, 300)).round().clip(1, 6)
age = rng.integers(0, 80, 300)  # years
X = pd.DataFrame({"size": size, "bedrooms": bedrooms, "age": age})
y = 50_000 + 200 * size - 12_000 * bedrooms - 900 * age
y = y + rng.normal(0, 20_000, 300)  # dollars
print(X.assign(price=y.round(-3)).head(4).astype(int).to_string(index=False))

model = LinearRegression().fit(X[:200], y[:200])
print(f"\nintercept {model.intercept_:9,.0f} dollars")
for name, weight in zip(X, model.coef_, strict=True):
    print(f"{name:<9}{weight:10,.0f} dollars")

error = np.abs(model.predict(X[200:]) - y[200:])
print(f"median error on 100 other houses: {np.median(error):,.0f} dollars")
house = pd.DataFrame({"size": [2100], "bedrooms": [3], "age": [15]})
print(f"price of a new house: {model.predict(house)[0]:,.0f} dollars")
