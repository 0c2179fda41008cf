"""Measured in thousands, the same houses allow far larger learning rates."""

import numpy as np

area = np.array([1.0, 1.5, 2.0, 2.5])  # thousands of square feet
price = np.array([250.0, 350.0, 450.0, 550.0])  # thousands of dollars

print(f"2 / curvature = {2 / (2 * np.sum(area**2)):.3f}")
for learning_rate in [0.001, 0.01, 0.1]:
    w = 100.0  # dollars per square foot, as before
    for _ in range(50):
        gradient = 2 * np.sum((50 + w * area - price) * area)
        w = w - learning_rate * gradient
    print(f"{learning_rate}  w = {w:.6g}")
