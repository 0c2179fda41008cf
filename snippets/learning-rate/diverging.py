"""The loss of a run that diverges, step after step, and what multiplies it."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
w, b, losses = 0.0, 0.0, []
for _ in range(7):
    error = w * x + b - y
    losses.append(np.mean(error**2))
    w = w - 0.03 * 2 * np.mean(error * x)
    b = b - 0.03 * 2 * np.mean(error)
factors = np.array(losses[1:]) / losses[:-1]
print("losses: ", *[f"{each:5.0f}" for each in losses])
print("factors:       ", *[f"{each:.3f}" for each in factors])
