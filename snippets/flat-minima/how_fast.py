"""Label noise makes two weights alike: the difference of their squares."""

import numpy as np

rng = np.random.default_rng(1)
rate = 0.05
w1, w2 = np.full(1000, 3.0), np.full(1000, 1 / 3)  # a thousand runs
first = np.mean(w1**2 - w2**2)
step = 0
while np.mean(w1**2 - w2**2) > first / 10:
    error = w1 * w2 - (1 + rng.choice([-0.5, 0.5], 1000))
    w1, w2 = w1 - rate * error * w2, w2 - rate * error * w1
    step = step + 1
print(f"a tenth is left after {step} steps")
print(f"the estimate: {np.log(10) / (rate**2 * 0.25):.0f}")
