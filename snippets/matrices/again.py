"""The same table, again and again: one direction takes over."""

import numpy as np

A = np.array([[2, 1], [1, 2]])
arrow = np.array([1, 0])
for step in range(1, 7):
    longer = A @ arrow
    times = np.linalg.norm(longer) / np.linalg.norm(arrow)
    arrow = longer
    print(f"step {step}: {arrow}, {times:.3f} times as long", end=", ")
    print(f"second by first {arrow[1] / arrow[0]:.3f}")
