"""Starts and rates that converge find one line; too large a rate explodes."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()

print("start w  start b  learning rate   w after 100   b after 100")
for w, b, learning_rate in [
    (0.0, 0.0, 0.1),
    (1000.0, -1000.0, 0.1),
    (0.0, 0.0, 0.9),
    (0.0, 0.0, 0.01),
    (0.0, 0.0, 1.1),
]:
    print(f"{w:7.0f}  {b:7.0f}  {learning_rate:13}", end="  ")
    for _ in range(100):
        error = w * x + b - price
        w = w - learning_rate * 2 * np.mean(error * x)
        b = b - learning_rate * 2 * np.mean(error)
    print(f"{w:12.5g}  {b:12.5g}")
slope, intercept = np.polyfit(x, price, 1)
print(f"{'least squares':<31}  {slope:12.5g}  {intercept:12.5g}")
