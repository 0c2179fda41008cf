"""Fifty steps at a rate that diverges, and then a smaller rate."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
w, b, rates = 0.0, 0.0, [0.03] * 50 + [0.01] * 51
for step, learning_rate in enumerate(rates):
    error = w * x + b - y
    if step in (0, 50, 60, 100):
        print(f"step {step}: w = {w:.2f}, loss {np.mean(error**2):.4g}")
    w = w - learning_rate * 2 * np.mean(error * x)
    b = b - learning_rate * 2 * np.mean(error)
