"""Three algorithms reach nearly the same weights, with different work."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age, noise = rng.uniform(0, 60, 200), rng.normal(0, 20, 200)  # age in years
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars

X = np.column_stack([area, bedrooms, age])
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(200)])
n, d = X.shape  # 200 houses, 4 columns with that of ones
passes = 50


def normal_equations():  # lstsq bears columns that nearly agree, too
    return np.linalg.solve(X.T @ X, X.T @ price)


def gradient_descent(learning_rate=0.4):
    w = np.zeros(d)
    for _ in range(passes):
        w = w - learning_rate * 2 / n * (X.T @ (X @ w - price))
    return w


def stochastic():
    w, step = np.zeros(d), 0
    for _ in range(passes):
        for i in rng.permutation(n):
            step = step + 1
            learning_rate = 1 / (20 + step)
            w = w - learning_rate * 2 * (X[i] @ w - price[i]) * X[i]
    return w


print("                   area  rooms    age   ones updates products")
for learn, updates, multiplied in [
    (normal_equations, 0, n * d * (d + 1)),
    (gradient_descent, passes, passes * 2 * n * d),
    (stochastic, passes * n, passes * n * 2 * d),
]:
    weights = "".join(f"{w:7.1f}" for w in learn())
    print(f"{learn.__name__:<16}{weights}{updates:8,}{multiplied:9,}")
