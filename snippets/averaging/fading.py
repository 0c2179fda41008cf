"""A running average of noisy weights: its spread, measured and by formula."""

import numpy as np

rng = np.random.default_rng(1)
curvature, rate, keeps = 1, 0.1, np.array([0, 0.5, 0.9, 0.99])
w, averages = np.full(2000, 10.0), np.full((4, 2000), 10.0)
print("mean square after  keep 0     0.5     0.9    0.99")
for update in range(1, 2001):
    w = w - rate * (curvature * w + rng.normal(0, 1, 2000))
    averages = keeps[:, None] * averages + (1 - keeps[:, None]) * w
    if update in (50, 2000):
        row = "".join(f"{x:8.4f}" for x in np.mean(averages**2, axis=1))
        print(f"{update:4} updates     {row}")
q = 1 - rate * curvature
share = (1 - keeps) / (1 + keeps) * (1 + keeps * q) / (1 - keeps * q)
formula = share * rate / (curvature * (2 - rate * curvature))
print("formula         ", "".join(f"{x:8.4f}" for x in formula))
