"""The same product with the Hessian, from two gradients."""

import numpy as np


def gradient(w):  # of hidden² + hidden·v, hidden = tanh(u·v + u)
    u, v = w
    hidden = np.tanh(u * v + u)
    by_hidden = (2 * hidden + v) * (1 - hidden**2)
    return np.array([by_hidden * (v + 1), by_hidden * u + hidden])


w, direction = np.array([0.5, -1.2]), np.array([1.0, 2.0])
for h in [1e-1, 1e-2, 1e-5]:
    ahead, behind = gradient(w + h * direction), gradient(w - h * direction)
    product = (ahead - behind) / (2 * h)
    print(f"h = {h:.0e}  {product[0]:8.4f} {product[1]:8.4f}")
