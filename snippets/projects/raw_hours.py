"""Steps on raw, centred and standardised hours, each at a well chosen rate."""

import numpy as np

hours = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
score = np.array([45.0, 55.0, 60.0, 70.0, 80.0, 85.0, 88.0, 92.0])
z = (hours - hours.mean()) / hours.std()

for name, column in [("raw", hours), ("centred", hours - 4.5), ("z", z)]:
    X = np.column_stack([column, np.ones(8)])
    best = np.linalg.lstsq(X, score)[0]
    smallest, largest = np.linalg.eigvalsh(2 / 8 * X.T @ X)
    rate = 2 / (smallest + largest)
    w, steps = np.zeros(2), 0
    while np.abs(w - best).max() >= 0.001:
        w = w - rate * 2 / 8 * X.T @ (X @ w - score)
        steps += 1
    print(f"{name:<7}  curvatures {largest:6.3f} and {smallest:.3f}", end="  ")
    print(f"rate {rate:.4f}, steps {steps}")
