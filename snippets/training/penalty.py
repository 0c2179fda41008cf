"""SGD with a penalty ends at ridge regression, not at least squares."""

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge, SGDRegressor

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars
X = np.column_stack([area, bedrooms, age])
X = (X - X.mean(axis=0)) / X.std(axis=0)
best = LinearRegression().fit(X, price).predict(X)

print("largest differences in dollars")
print(" alpha  SGD - least squares  ridge - least squares  SGD - ridge")
for alpha in [0, 0.0001, 0.01, 0.1]:
    sgd = SGDRegressor(alpha=alpha, max_iter=3000, tol=None, random_state=1)
    found = sgd.fit(X, price).predict(X)
    ridge = Ridge(alpha=200 * alpha).fit(X, price).predict(X)
    from_best = 1000 * np.abs(found - best).max()
    from_ridge = 1000 * np.abs(found - ridge).max()
    moved = 1000 * np.abs(ridge - best).max()
    print(f"{alpha:6}  {from_best:19,.0f}  {moved:21,.0f}  {from_ridge:11,.0f}")
