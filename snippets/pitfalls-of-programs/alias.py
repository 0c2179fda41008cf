"""The best weights so far: another name for w, and a copy of it."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 1, 100)
y = 3 * x + rng.normal(0, 1, 100)

for copied in [False, True]:
    w, lowest = np.zeros(1), np.inf
    for i in range(100):
        w -= 0.9 * (w * x[i] - y[i]) * x[i]
        loss = np.mean((w * x - y) ** 2)
        if loss < lowest:
            lowest = loss
            best = w
            if copied:
                best = w.copy()
    print(f"{copied=!s:<5}  lowest loss {lowest:.3f}", end=", ")
    print(f"loss of the kept weight {np.mean((best * x - y) ** 2):.3f}")
