"""Three ways to the line of least squares: a formula, and two loops."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()

print(f"formula           w {np.mean(x * price):.2f}  b {price.mean():.2f}")
w, b = 0.0, 0.0
for _ in range(50):
    error = w * x + b - price  # of all forty houses
    w = w - 0.1 * 2 * np.mean(error * x)
    b = b - 0.1 * 2 * np.mean(error)
print(f"gradient descent  w {w:.2f}  b {b:.2f}  after 50 updates")
w, b, step = 0.0, 0.0, 0
for _ in range(50):
    for i in rng.permutation(40):
        step = step + 1
        error = w * x[i] + b - price[i]  # of one house
        w = w - 1 / (20 + step) * 2 * error * x[i]
        b = b - 1 / (20 + step) * 2 * error
print(f"house by house    w {w:.2f}  b {b:.2f}  after {step:,} updates")
