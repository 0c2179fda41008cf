"""What comes out of a subtraction of arrays of unlike shapes."""

import numpy as np

for left, right in [((5, 1), 5), ((5, 3), 3), ((5, 3), 5), ((5, 3), (5, 1))]:
    try:
        shape = (np.ones(left) - np.ones(right)).shape
    except ValueError:
        shape = "an error"
    print(f"{left} minus {np.shape(np.ones(right))}: {shape}")
