"""SGD at a constant rate reaches exact prices; noise keeps it away."""

import numpy as np
from sklearn.linear_model import LinearRegression, SGDRegressor

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age  # thousands of dollars
X = np.column_stack([area, bedrooms, age])
X = (X - X.mean(axis=0)) / X.std(axis=0)

print("passes  exact prices  noisy prices")
settings = {"learning_rate": "constant", "alpha": 0, "tol": None}
for epochs in [1, 10, 100, 300]:
    gaps = []
    for y in [price, price + noise]:
        best = LinearRegression().fit(X, y).predict(X)
        sgd = SGDRegressor(max_iter=epochs, random_state=1, **settings)
        gaps.append(1000 * np.abs(sgd.fit(X, y).predict(X) - best).max())
    print(f"{epochs:6}  {gaps[0]:12.4f}  {gaps[1]:12.4f}")
