"""The more a landscape with two valleys is tilted, the nearer it is to one."""

import numpy as np

for tilt in (0.5, 2.0, 2.8, 2.83, 3.5):
    roots = np.roots([4, 0, -6, tilt])
    real = np.sort(roots[np.abs(roots.imag) < 1e-9].real)
    points = ", ".join(f"{root:.3f}" for root in real)
    x, steps = 2.0, 0
    while abs(slope := 4 * x**3 - 6 * x + tilt) > 1e-6:
        x, steps = x - 0.01 * slope, steps + 1
    print(f"tilt {tilt:<4} slope zero at {points};", end=" ")
    print(f"from 2 to {x:.2f} in {steps} steps")
print(f"two minima below a tilt of {2 * np.sqrt(2):.4f}")
