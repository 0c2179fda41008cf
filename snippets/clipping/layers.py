"""Ten layers of one weight: the best of 101 rates, alone and clipped."""

import numpy as np


def steps(rate, limit=np.inf):
    w, k = 1.5, 0
    while abs(w - 1) > 1e-3:
        slope = w**9 * (w**10 - 1)
        w = w - rate * slope * min(1, limit / abs(slope))
        k = k + 1
        if not 0.2 < w < 2 or k == 3000:  # thrown out, or on level ground
            return np.inf
    return k


rates = np.geomspace(1e-5, 1, 101)
alone = [steps(rate) for rate in rates]
clipped = [steps(rate, 1) for rate in rates]
for name, counts in {"fixed rate": alone, "clipped at 1": clipped}.items():
    best = np.argmin(counts)
    print(f"{name:12}: {counts[best]} steps at the rate {rates[best]:.1e}")
