"""Descent on weights that may be at most 1 long together."""

import numpy as np


def project(w):  # onto the disc of radius 1
    return w / max(1, np.linalg.norm(w))


hessian, lowest = np.array([[2.0, 1.6], [1.6, 2.0]]), np.array([3.0, -1.0])
w = np.zeros(2)
for _ in range(200):
    slopes = hessian @ (w - lowest)
    w = project(w - 0.25 * slopes)
slopes = hessian @ (w - lowest)
along = slopes @ [-w[1], w[0]]  # the part along the circle
print(f"ends at ({w[0]:.3f}, {w[1]:.3f}), length {np.linalg.norm(w):.3f}")
print(f"gradient ({slopes[0]:.3f}, {slopes[1]:.3f}), along {abs(along):.6f}")
