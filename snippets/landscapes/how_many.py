"""How many random starts find the deeper valley almost surely."""

import numpy as np

share = (0.08372 + 2) / 4  # of the starts in [-2, 2] lie left of the maximum
runs = np.log(0.01) / np.log(1 - share)
print(f"one run finds it with probability {share:.3f}")
print(f"runs for 99%: {runs:.2f}, so {np.ceil(runs):.0f}")

rng = np.random.default_rng(1)
x = rng.uniform(-2, 2, (10_000, 7))
for _ in range(500):
    x = x - 0.02 * ((4 * x * x - 6) * x + 0.5)
found = np.any(np.abs(x + 1.26446) < 0.01, axis=1)
print(f"of 10,000 trials {np.count_nonzero(found)} found the global minimum")
