"""How far Lion runs past a minimum, with one mixture and with two."""

import numpy as np


def farthest(beta1, beta2=0.99, w=1.003, m=0.0):
    lowest = w
    for _ in range(1000):
        g = w  # the slope of half of w²
        step = np.sign(beta1 * m + (1 - beta1) * g)
        w, m = w - 0.01 * step, beta2 * m + (1 - beta2) * g
        lowest = min(lowest, w)
    return lowest


for beta1 in [0.0, 0.5, 0.9, 0.99]:
    print(f"share of the momentum {beta1:4}: as far as {farthest(beta1):6.3f}")
