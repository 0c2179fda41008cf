"""How far noise still throws a run from the minimum while the rate falls."""

import numpy as np

k = np.arange(1, 100_001)
rates = np.array([0.25 / np.log(k + 2), 0.5 / k**0.4, 0.5 / k])
rng = np.random.default_rng(1)
w = np.zeros((3, 100))  # 100 runs of each, from the minimum
farthest = np.zeros((3, 100))

print("farthest up to   0.25/ln k   0.5/k^0.4   0.5/k")
for step in k:
    gradient = 2 * w + rng.normal(0, 3, w.shape)
    w = w - rates[:, step - 1, None] * gradient
    farthest = np.maximum(farthest, np.abs(w))
    if step in (100, 1000, 10_000, 100_000):
        middle = np.median(farthest, axis=1)  # of the 100 runs
        print(
            f"update {step:7,}{middle[0]:12.3f}{middle[1]:12.3f}{middle[2]:8.3f}"
        )
        farthest = np.zeros((3, 100))
