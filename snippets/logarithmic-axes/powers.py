"""Steps against size: on two logarithmic axes a power is a straight line."""

import numpy as np

size = np.array([10, 100, 1000, 10_000])
for name, steps in {"size": 6 * size, "its root": 6 * size**0.5}.items():
    decades = np.diff(np.log10(steps)) / np.diff(np.log10(size))
    shown = ", ".join(f"{each:.0f}" for each in steps)
    print(f"steps as {name}: {shown}; slope {decades.mean():.2f}")
