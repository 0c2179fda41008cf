"""Twenty steps of gradient descent bring one weight close to its best value."""

import numpy as np

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

w = 100.0
learning_rate = 1e-8
print("step         w       w - 200")
for step in range(21):
    if step <= 4 or step % 5 == 0:
        print(f"{step:4}  {w:8.3f}  {w - 200:12.3f}")
    error = 50_000 + w * area - price
    slope = 2 * np.sum(error * area)
    w = w - learning_rate * slope
