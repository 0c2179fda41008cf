"""Barzilai and Borwein's rate on a loss that flattens: from 1, and from 3."""

import numpy as np


def slope(w):
    return w / np.sqrt(1 + w * w)  # of the loss sqrt(1 + w²)


for start in [1.0, 3.0]:
    path, rate = [start], 1.0
    for _ in range(6):
        path.append(path[-1] - rate * slope(path[-1]))
        change = slope(path[-1]) - slope(path[-2])
        if change:
            rate = (path[-1] - path[-2]) / change
    print(f"from {start}:", ", ".join(f"{w:.2g}" for w in path[1:]))
