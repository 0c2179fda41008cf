"""The loss of one weight is zero at the best value and grows on both sides."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

print("   w             loss")
for w in [0, 100, 150, 200, 250, 300]:
    error = 50_000 + w * area - price
    loss = np.sum(error**2)
    print(f"{w:4}  {loss:15,.0f}")
