"""Names of columns guard a model against columns in another order."""

import warnings

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(1)
n = 300
size = rng.normal(1800, 500, n).clip(700, 3500).round()  # square feet
bedrooms = (size / 600 + rng.normal(0, 0.8, n)).round().clip(1, 6)
age = rng.integers(0, 80, n)  # years
X = pd.DataFrame({"size": size, "bedrooms": bedrooms, "age": age})
y = 50_000 + 200 * size - 12_000 * bedrooms - 900 * age
y = y + rng.normal(0, 20_000, n)  # dollars
model = LinearRegression().fit(X[:200], y[:200])

house = pd.DataFrame({"size": [2100], "bedrooms": [3], "age": [15]})
print(f"named columns: {model.predict(house)[0]:,.0f} dollars")
try:
    model.predict(house[["bedrooms", "size", "age"]])
except ValueError as error:
    print("in another order:\n ", str(error).splitlines()[0])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    price = model.predict([[3, 2100, 15]])[0]
print(f"a bare list in that order: {price:,.0f} dollars,")
message = str(caught[0].message).replace(", ", ",\n  ")
print(f"and {len(caught)} warning:\n  {message}")
