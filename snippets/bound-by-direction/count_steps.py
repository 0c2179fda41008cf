"""A formula gives the number of steps that a direction takes, as counted."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
X = np.column_stack([x, np.ones(100)])

for eigenvalue in np.linalg.eigvalsh(2 / 100 * X.T @ X)[::-1]:
    factor = 1 - 0.01 * eigenvalue
    predicted = np.ceil(np.log(0.001) / np.log(abs(factor)))
    distance, steps = 1.0, 0
    while abs(distance) >= 0.001:
        distance, steps = factor * distance, steps + 1
    print(
        f"eigenvalue {eigenvalue:7.4f}  {predicted:.0f} steps, counted {steps}"
    )
