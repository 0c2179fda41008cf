"""Where the loss is steeper on one side, a mean settles beside the minimum."""

import numpy as np

print("rate   mean of 1,000 late weights, 4,000 runs   -rate/4")
for rate in [0.2, 0.1, 0.05]:
    rng, w, total = np.random.default_rng(1), np.zeros(4000), 0
    for k in range(1500):
        slope = np.exp(w) - 1  # of the loss exp(w) - w, least at 0
        w = w - rate * (slope + rng.normal(size=4000))
        if k >= 500:
            total += np.mean(w) / 1000
    print(f"{rate:<7}{total:20.4f}{-rate / 4:30.4f}")
