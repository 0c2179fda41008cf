"""What a pipeline does, by hand, and the mistake that it prevents."""

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

scaler, line = StandardScaler(), LinearRegression()
Z = scaler.fit_transform(X)  # what fit does
line.fit(Z, y)
by_hand = line.predict(scaler.transform(X_test))  # what predict does
apart = np.abs(model.predict(X_test) - by_hand).max()
print(f"by hand and by pipeline, largest difference: {apart:.6f}")

tour = pd.DataFrame({"distance": [6.0], "parcels": [8], "years": [10.0]})
again = StandardScaler().fit_transform(tour)  # the mistake
print(f"the rule            {45 + (tour @ [3, 2, -1])[0]:5.1f} minutes")
print(f"pipeline            {model.predict(tour)[0]:5.1f} minutes")
print(f"scaled by itself    {line.predict(again)[0]:5.1f} minutes")
print(f"mean of training y  {y.mean():5.1f} minutes")
