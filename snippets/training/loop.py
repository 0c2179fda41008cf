"""The training loop fits a line to forty houses: predict, measure, update."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()

w, b = 0.0, 0.0  # 2: initialise the parameters
learning_rate = 0.1
for step in range(1000):
    error = w * x + b - price  # 3: predict, and compare
    loss = np.mean(error**2)  # 4: measure the loss
    slope_w = 2 * np.mean(error * x)  # 5: find the gradient
    slope_b = 2 * np.mean(error)
    done = max(abs(slope_w), abs(slope_b)) < 0.01  # 6: good enough?
    if step in (0, 1, 3, 10) or done:
        print(f"step {step:2}  loss {loss:9.2f}  w {w:6.2f}  b {b:6.2f}")
    if done:
        break
    w = w - learning_rate * slope_w  # 7: update, then back to 3
    b = b - learning_rate * slope_b
two_thousand = (2 - area.mean()) / area.std()
print(f"price of 2,000 square feet: {w * two_thousand + b:.0f}")
