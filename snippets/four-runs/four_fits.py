"""Four settings of SGD, and how far from least squares each ends."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression, SGDRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars

X = pd.DataFrame({"area": area, "bedrooms": bedrooms, "age": age})
least_squares = LinearRegression().fit(X, price).predict(X)

print("largest difference from least squares, median of 11 seeds")
for scaled, schedule in [
    (False, "invscaling"),
    (True, "optimal"),
    (True, "constant"),
    (True, "invscaling"),
]:
    apart = []
    for seed in range(11):
        sgd = SGDRegressor(learning_rate=schedule, tol=None, random_state=seed)
        model = make_pipeline(StandardScaler(), sgd) if scaled else sgd
        prices = model.fit(X, price).predict(X)
        apart.append(1000 * np.abs(prices - least_squares).max())
    dollars = np.median(apart)
    name = f"{'standardised' if scaled else 'raw'}, {schedule}"
    size = f"${dollars:,.0f}" if dollars < 1e15 else "over $1e15"
    verdict = "agrees" if dollars < 1000 else "does not agree"
    print(f"{name:<24} {size:>10}  {verdict}")
