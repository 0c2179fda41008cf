"""A hundred updates from two starts and at four rates: which ones arrive."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()
slope, intercept = np.polyfit(x, price, 1)  # the line of least squares

for name, w, b, learning_rate in [
    ("start at zero", 0.0, 0.0, 0.1),
    ("start far off", 1000.0, -1000.0, 0.1),
    ("rate of 0.9", 0.0, 0.0, 0.9),
    ("rate of 0.01", 0.0, 0.0, 0.01),
    ("rate of 1.1", 0.0, 0.0, 1.1),
]:
    for _ in range(100):
        error = w * x + b - price
        w = w - learning_rate * 2 * np.mean(error * x)
        b = b - learning_rate * 2 * np.mean(error)
    near = abs(w - slope) + abs(b - intercept) < 0.01
    verdict = "arrived" if near else "elsewhere"
    print(f"{name:<14} w {w:12.5g}  b {b:12.5g}  {verdict}")
