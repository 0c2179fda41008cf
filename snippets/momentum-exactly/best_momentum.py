"""The best momentum for a given rate, by a formula and by trial."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
hessian = 2 / 100 * X.T @ X
smallest = np.linalg.eigvalsh(hessian)[0]


def steps_needed(momentum, goal):
    distance = -np.linalg.lstsq(X, y)[0]  # of the start, from the best fit
    velocity, steps = np.zeros(2), 0
    while np.linalg.norm(distance) >= goal:
        velocity = momentum * velocity + hessian @ distance
        distance, steps = distance - 0.01 * velocity, steps + 1
    return steps


formula = (1 - np.sqrt(0.01 * smallest)) ** 2
for momentum in [0.84, 0.86, formula, 0.88, 0.9, 0.92]:
    near, close = steps_needed(momentum, 1e-3), steps_needed(momentum, 1e-30)
    print(f"momentum {momentum:.4f}: {near} steps to 1e-3, {close} to 1e-30")
