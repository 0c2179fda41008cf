"""From zero a product of weights never learns, from random starts it does."""

import numpy as np

for seed in [None, 1, 2, 3, 4, 5]:
    w = np.zeros(2)
    if seed is not None:
        w = np.random.default_rng(seed).normal(0, 0.1, 2)
    start = w
    for _ in range(1000):
        w = w - 0.1 * (w[0] * w[1] - 1) * w[::-1]
    name = "zero  " if seed is None else f"seed {seed}"
    print(f"{name}  from {start.round(3)} to {w.round(3)}", end="  ")
    print(f"loss {(w[0] * w[1] - 1) ** 2 / 2:.3f}")
