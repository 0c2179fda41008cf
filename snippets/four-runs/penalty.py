"""SGD with a penalty ends near ridge regression, not at least squares."""

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

print("largest differences in dollars, of SGD with 5 seeds")
print(f"{'from least squares':>38}  from ridge")
print(f" alpha  {'SGD':>18}  {'ridge':>10}  {'SGD':>10}")
for alpha in [0, 0.0001, 0.01, 0.1]:
    ridge = Ridge(alpha=200 * alpha).fit(X, price).predict(X)
    moved = 1000 * np.abs(ridge - best).max()
    from_best, from_ridge = [], []
    for seed in range(5):
        sgd = SGDRegressor(alpha=alpha, max_iter=3000, tol=None)
        found = sgd.set_params(random_state=seed).fit(X, price).predict(X)
        from_best.append(1000 * np.abs(found - best).max())
        from_ridge.append(1000 * np.abs(found - ridge).max())
    row = f"{min(from_best):7,.0f} to {max(from_best):7,.0f}  {moved:10,.0f}"
    print(f"{alpha:6}  {row}  {min(from_ridge):3.0f} to {max(from_ridge):3.0f}")
