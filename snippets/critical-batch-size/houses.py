"""The noise scale of four houses, with exact prices and after haggling."""

import numpy as np

area = np.array([1.0, 1.5, 2.0, 2.5])  # thousands of square feet
for name, haggle in [("exact", 0.0), ("haggled", 10.0)]:
    price = 200 * area + haggle * np.array([1, -1, -1, 1])
    for w in [100, 190, 199]:
        slopes = 2 * area * (area * w - price)
        print(f"{name:<8} w = {w}: {slopes.var() / slopes.mean() ** 2:8.2f}")
