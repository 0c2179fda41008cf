"""From a table to an answer: which of three columns a model relies on most."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
noise = rng.normal(0, 6, 400)
minutes = 45 + tours @ [3, 2, -1] + noise

X, X_test, y, y_test = train_test_split(
    tours, minutes, test_size=100, random_state=1
)
model = make_pipeline(StandardScaler(), LinearRegression())
model.fit(X, y)


def error(rows):
    return np.sqrt(np.mean((model.predict(rows) - y_test) ** 2))


spoilt = {}
for column in tours:
    errors = []
    for _ in range(101):
        shuffled = X_test.copy()
        shuffled[column] = rng.permutation(X_test[column])
        errors.append(error(shuffled))
    spoilt[column] = np.median(errors)
print(f"{error(X_test):.1f} minutes of error on 100 new tours; shuffled:")
for column, size in spoilt.items():
    worst = "spoils most" if size == max(spoilt.values()) else ""
    print(f"{column:<8}  {size:4.1f}  {worst}".rstrip())
