"""At a rate of one over the curvature, one step arrives from any start."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

learning_rate = 1 / (2 * np.sum(area**2))
print(f"learning rate {learning_rate:.10g}")
for w in [100.0, -5000.0, 1_000_000.0]:
    gradient = 2 * np.sum((50_000 + w * area - price) * area)
    print(f"from {w:9,.0f} to {w - learning_rate * gradient:.6f}")
