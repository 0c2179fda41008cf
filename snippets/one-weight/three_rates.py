"""Three learning rates try to find the price of a square foot."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

for learning_rate in [1e-8, 1e-7, 1e-6]:
    w = 100.0  # dollars per square foot
    for _ in range(50):
        error = 50_000 + w * area - price
        slope = 2 * np.sum(error * area)
        w = w - learning_rate * slope
    verdict = "explodes"
    if abs(w - 200) <= 100:  # no farther than the start
        verdict = "finds $200" if abs(w - 200) < 0.01 else "is not there"
    print(f"{learning_rate:.0e}  w = {w:<14.6g} {verdict}")
