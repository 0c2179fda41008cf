"""The largest share of its height that a step leaves, on the waves."""

import numpy as np


def height(w):
    return w**2 + 3 * np.sin(w) ** 2


def slope(w):
    return 2 * w + 3 * np.sin(2 * w)


w = np.linspace(0.01, 10, 100_000)
for name, rate in [("1/16", 1 / 16), ("1/8", 1 / 8), ("1/4", 1 / 4)]:
    shares = height(w - rate * slope(w)) / height(w)
    worst = shares.argmax()
    print(f"rate {name:4}: leaves {shares[worst]:.4f} at most", end=", ")
    print(f"at w = {w[worst]:.2f}")
print(f"1 - m/L = {1 - 0.1755 / 8:.4f}")
