"""SGD's schedule 'optimal' starts at rates that no house of the data bears."""

import numpy as np
from sklearn.linear_model import SGDRegressor

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars
X = np.column_stack([area, bedrooms, age])
X = (X - X.mean(axis=0)) / X.std(axis=0)
bound = 2 / (1 + np.sum(X**2, axis=1))
print(f"a house's bound, at most {bound.max():.2f}, least {bound.min():.2f}")

alpha = 0.0001  # the default strength of the penalty
print("passes  optimal  houses bear it  largest weight  invscaling")
for epochs in [1, 50, 150, 300, 1000]:
    update = epochs * 200
    rate = 1 / (alpha * (1000 + update - 1))
    inverse = 0.01 / update**0.25
    sizes = []
    for seed in range(11):
        sgd = SGDRegressor(learning_rate="optimal", random_state=seed)
        sgd.set_params(max_iter=epochs, tol=None)
        sizes.append(np.abs(sgd.fit(X, price).coef_).max())
    size = np.median(sizes)
    shown = f"{size:.0f}" if size < 1e3 else f"1e{np.log10(size):.0f}"
    bear = np.sum(rate < bound)
    print(f"{epochs:6}  {rate:7.3f}  {bear:>14}  {shown:>14}  {inverse:10.5f}")

one = SGDRegressor(learning_rate="optimal", max_iter=1, tol=None)
first = one.fit([[1.0]], [7.0]).coef_[0]
print(f"first rate {first / 7:.0f}")
