"""The largest gain at which momentum is stable, by trial and by formula."""

import numpy as np


def largest_pole(gain, numerator, momentum):
    """Return the largest |z| with (z - 1)(z - momentum) + gain·numerator = 0."""
    loop = np.polymul([1, -1], [1, -momentum])
    return np.abs(np.roots(np.polyadd(loop, gain * np.array(numerator)))).max()


def bound(numerator, momentum):
    """Return the gain at which a pole reaches the unit circle, by trying."""
    low, high = 0.0, 5.0
    for _ in range(40):
        middle = (low + high) / 2
        inside = largest_pole(middle, numerator, momentum) < 1
        low, high = (middle, high) if inside else (low, middle)
    return low


print("momentum  heavy ball  2(1+β)  Nesterov  2(1+β)/(1+2β)")
for beta in (0.0, 0.5, 0.8, 0.9):
    heavy_ball = bound([1, 0], beta), 2 * (1 + beta)
    ahead = bound([1 + beta, -beta], beta)
    row = *heavy_ball, ahead, 2 * (1 + beta) / (1 + 2 * beta)
    print(f"{beta:8}  {row[0]:10.3f}  {row[1]:6.3f}", end="")
    print(f"  {row[2]:8.3f}  {row[3]:13.3f}")
