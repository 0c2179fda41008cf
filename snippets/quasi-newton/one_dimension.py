"""The second condition of Wolfe, on a slope that goes on far ahead."""

import numpy as np


def loss(x):  # falls with slope −1 for long, and turns near 100
    return np.hypot(x - 100, 1)


def slope(x):
    return (x - 100) / np.hypot(x - 100, 1)


for rate in [0.001, 1.0, 64.0, 110.0, 256.0]:
    falls = loss(rate) <= loss(0) + 1e-4 * rate * slope(0)
    flatter = slope(rate) >= 0.9 * slope(0)
    print(
        f"rate {rate:7.3f}  falls enough {falls!s:<5}  flatter enough {flatter}"
    )
