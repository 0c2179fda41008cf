"""With the mean loss in place of the sum, larger learning rates converge."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

curvature = 2 * np.mean(area**2)  # the mean in place of the sum
print(f"2 / curvature = {2 / curvature:.3e}")
for learning_rate in [1e-8, 1e-7, 1e-6]:
    w = 100.0
    for _ in range(50):
        gradient = 2 * np.mean((50_000 + w * area - price) * area)
        w = w - learning_rate * gradient
    print(f"{learning_rate:.0e}  w = {w:.6g}")
