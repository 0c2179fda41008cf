"""SGD's default rule stops without a warning, near the goal or far from it."""

import warnings

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
best = LinearRegression().fit(X, price).predict(X)

warnings.simplefilter("error")  # a warning would end the program
print("default stopping rule, 11 seeds        optimal  invscaling")
stopped, apart = [], []
for schedule in ["optimal", "invscaling"]:
    for seed in range(11):
        sgd = SGDRegressor(learning_rate=schedule, random_state=seed)
        model = make_pipeline(StandardScaler(), sgd).fit(X, price)
        stopped.append(sgd.n_iter_ < sgd.max_iter)
        apart.append(1000 * np.abs(model.predict(X) - best).max())
stopped = np.array(stopped).reshape(2, 11).sum(axis=1)
apart = np.array(apart).reshape(2, 11)
print("stopped before pass 1000, no warning  ", *[f"{c:8}" for c in stopped])
far = np.sum(apart > 10_000, axis=1)
print("over 10,000 dollars from least squares", *[f"{c:8}" for c in far])
