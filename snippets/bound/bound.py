"""Trying finds the bound on the rate: nearly two over the curvature."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars


def explodes(learning_rate):
    w = 100.0
    for _ in range(2000):
        w = w - learning_rate * 2 * np.sum((50_000 + w * area - price) * area)
        if abs(w - 200) > 1000:
            return True
    return False


low, high = 1e-8, 1e-7  # the first converges, the second explodes
for _ in range(30):
    middle = (low + high) / 2
    low, high = (low, middle) if explodes(middle) else (middle, high)
print(f"found by trying      {high:.3e}")
print(f"2 / curvature        {2 / (2 * np.sum(area**2)):.3e}")
print(f"factor at rate found {1 - high * 2 * np.sum(area**2):.5f}")
