"""Along a subgradient the loss may rise while the minimum comes nearer."""

import numpy as np

w = np.array([1.0, 0.0])  # on the kink of |x| + 2|y|; the minimum is 0, at 0
print("rate  loss after, along (1, 2)  distance  loss along (1, 0)")
for rate in [0.0, 0.05, 0.2, 0.35, 0.5]:
    moved = w - rate * np.array([1.0, 2.0])
    loss = abs(moved[0]) + 2 * abs(moved[1])
    other = abs(1.0 - rate)
    print(f"{rate:.2f}{loss:16.2f}{np.hypot(*moved):19.4f}{other:16.2f}")
