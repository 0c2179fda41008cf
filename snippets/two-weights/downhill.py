"""Two slopes, one for each weight, carry a line to the lowest place."""

import numpy as np

x = np.array([1, 1, 3, 3])  # miles
y = np.array([7, 9, 15, 17])  # dollars
learning_rate = 0.1
w, b = 0.0, 12.0
for step in range(201):
    error = w * x + b - y
    slope_w = 2 * np.mean(error * x)
    slope_b = 2 * np.mean(error)
    if step in (0, 1, 2, 3, 20, 50, 200):
        loss = np.mean(error**2)
        print(f"step {step}: w = {w:.4g}, b = {b:.4g}, loss {loss:.4g}")
    w = w - learning_rate * slope_w
    b = b - learning_rate * slope_b
