"""Four ways to change a line that is too flat, and the loss of each."""

import numpy as np

x = np.array([1, 1, 3, 3])  # miles
y = np.array([7, 9, 15, 17])  # dollars
places = {
    "raise w, leave b": (1, 12),
    "leave w, lower b": (0, 10),
    "raise w, raise b": (1, 14),
    "raise w, lower b": (1, 10),
}
for change, (w, b) in places.items():
    error = w * x + b - y
    print(f"{change}: loss {np.mean(error**2):.0f}")
