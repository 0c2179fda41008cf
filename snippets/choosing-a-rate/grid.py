"""A grid of rates: the best one depends on how long the run is."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])


def loss_after(steps, learning_rate):
    w = np.zeros(2)
    for _ in range(steps):
        w = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
    with np.errstate(over="ignore"):  # a rate above the bound explodes
        return np.mean((X @ w - y) ** 2)


for grid in [[0.0001, 0.001, 0.01, 0.1], [0.005, 0.01, 0.02, 0.028]]:
    for steps in [50, 300]:
        losses = [loss_after(steps, rate) for rate in grid]
        row = "".join(f"{loss:10.3g}" for loss in losses)
        print(f"{steps:3} steps {row}  best {grid[np.argmin(losses)]}")
