"""With rates of 1/(2k), descent by single cases is a running mean."""

import numpy as np

rng = np.random.default_rng(1)
heights = rng.normal(170, 10, 1000)  # centimetres, invented
w = 0.0
for k, height in enumerate(heights, start=1):
    gradient = 2 * (w - height)  # of the squared error of one case
    w = w - 1 / (2 * k) * gradient
    if k in (1, 10, 100, 1000):
        print(f"{k:4}  w = {w:.4f}  mean so far {heights[:k].mean():.4f}")
