"""The formula for the slope agrees with a slope that is measured."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars


def loss(w):
    return np.sum((50_000 + w * area - price) ** 2)


def slope(w):
    return 2 * np.sum((50_000 + w * area - price) * area)


print("   w           slope        measured")
for w in [100.0, 150.0, 200.0, 250.0]:
    measured = (loss(w + 0.01) - loss(w - 0.01)) / 0.02
    print(f"{w:4.0f}  {slope(w):14,.0f}  {measured:14,.0f}")
