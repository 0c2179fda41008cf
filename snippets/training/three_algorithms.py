import timeit

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars

X = np.column_stack([area, bedrooms, age])
X = (X - X.mean(axis=0)) / X.std(axis=0)
X = np.column_stack([X, np.ones(200)])


def least_squares():
    return np.linalg.solve(X.T @ X, X.T @ price)


def gradient_descent(learning_rate=0.4, epochs=50):
    w = np.zeros(4)
    for _ in range(epochs):
        w = w - learning_rate * (2 / 200 * X.T @ (X @ w - price))
    return w


def stochastic(epochs=50):
    w, step = np.zeros(4), 0
    rng = np.random.default_rng(1)
    for _ in range(epochs):
        for i in rng.permutation(200):
            step = step + 1
            learning_rate = 1 / (20 + step)
            w = w - learning_rate * 2 * (X[i] @ w - price[i]) * X[i]
    return w


print("                  area  bedrooms    age  constant  over 3x the time")
before = 0
for learn in (least_squares, gradient_descent, stochastic):
    print(f"{learn.__name__:<16}", *[f"{w:7.1f}" for w in learn()], end="")
    time = min(timeit.repeat(learn, number=1, repeat=5))
    print("", time > 3 * before if before else "first", sep=" " * 8)
    before = time
