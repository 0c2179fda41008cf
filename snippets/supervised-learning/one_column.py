"""The weight of bedrooms changes when size and age join the model."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(1)
size = rng.normal(1800, 500, 300).clip(700, 3500).round()  # square feet
bedrooms = (size / 600 + rng.normal(0, 0.8, 300)).round().clip(1, 6)
age = rng.integers(0, 80, 300)  # years
X = pd.DataFrame({"bedrooms": bedrooms, "age": age, "size": size})
y = 50_000 + 200 * size - 12_000 * bedrooms - 900 * age
y = y + rng.normal(0, 20_000, 300)  # dollars
X, y = X[:200], y[:200]

for columns in [["bedrooms"], ["bedrooms", "age"], ["bedrooms", "age", "size"]]:
    weight = LinearRegression().fit(X[columns], y).coef_[0]
    verdict = "lowers the price" if weight < 0 else "raises the price"
    print(f"{', '.join(columns):<19} each bedroom {weight:+8,.0f}: {verdict}")

weights = LinearRegression().fit(X, y).coef_
# by how much each column grows with a bedroom
with_it = LinearRegression().fit(X[["bedrooms"]], X).coef_[:, 0]
print(f"it comes with {with_it[1]:.2f} years and {with_it[2]:.0f} square feet")
print(f"times the weights, summed: {np.sum(weights * with_it):+,.0f}")
