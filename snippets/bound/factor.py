"""One step multiplies the distance by one minus rate times curvature."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars
curvature = 2 * np.sum(area**2)
print(f"curvature {curvature:,.0f}, so 2/curvature = {2 / curvature:.4g}")

print(" rate   measured  1 - rate * curvature")
for learning_rate in [1e-8, 3e-8, 5e-8, 7e-8, 8e-8, 1e-7, 1e-6]:
    w = 100.0
    gradient = 2 * np.sum((50_000 + w * area - price) * area)
    after = w - learning_rate * gradient
    measured = (after - 200) / (w - 200)
    factor = 1 - learning_rate * curvature
    print(f"{learning_rate:.0e}  {measured:8.2f}  {factor:20.2f}")
