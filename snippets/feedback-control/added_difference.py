"""The gradient plus a share of its change: the largest gain that is stable."""

import numpy as np


def stable(gain, share):
    """Say whether descent on gradient + share · its change comes to rest."""
    w = before = 1.0
    for _ in range(2000):
        w, before = w - gain * (w + share * (w - before)), w
        if abs(w) > 1e6:
            return False
    return abs(w) < 1e-3


for share in (-0.25, 0.0, 0.5, 1.0):
    gains = np.arange(0.05, 5, 0.05)
    largest = max(gain for gain in gains if stable(gain, share))
    formula = 2 / (1 + 2 * share)
    print(f"share {share:5}: stable at {largest:.2f}, not at", end=" ")
    print(f"{largest + 0.05:.2f}; formula {formula:.3f}")
