"""Rates of c/k under noise, from c = 0.5 down: the approach slows down."""

import numpy as np

print("rate     rms distance after 100   10,000   without noise")
for c in [0.5, 0.25, 0.1, 0.05]:
    rng = np.random.default_rng(1)
    w, alone, found = np.full(500, 10.0), 10.0, []  # 500 runs; no noise
    for k in range(1, 10_001):
        w = w - c / k * (2 * w + rng.normal(0, 3, 500))
        alone = alone - c / k * 2 * alone
        if k in (100, 10_000):
            found.append(np.sqrt(np.mean(w**2)))
    print(f"{c:.2f}/k {found[0]:24.3f} {found[1]:8.3f} {alone:15.3f}")
