"""How near to the edge the runs of two weights end, rate by rate."""

import numpy as np

rng = np.random.default_rng(1)
starts = rng.uniform(-4, 4, (2, 1000))
for rate in [0.1, 0.3, 0.5, 0.7, 0.9]:
    w1, w2 = starts
    for _ in range(3000):
        residual = w1 * w2 - 1
        w1, w2 = w1 - rate * residual * w2, w2 - rate * residual * w1
        near = np.abs(w1) + np.abs(w2) < 1e6
        w1, w2 = w1[near], w2[near]  # the others have diverged
    ends = (w1**2 + w2**2)[np.abs(w1 * w2 - 1) < 1e-8]
    print(f"rate {rate}: median {np.median(ends * rate / 2):.2f} of 2/rate")
