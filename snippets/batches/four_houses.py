"""One house at a time: exact prices are found, haggled ones only circled."""

import numpy as np

area = np.array([1.0, 1.5, 2.0, 2.5])  # thousands of square feet
exact = np.array([250.0, 350.0, 450.0, 550.0])  # thousands of dollars
haggled = np.array([260.0, 340.0, 460.0, 540.0])

print("updates       exact     haggled    (median distance, dollars)")
runs = []
for price in [exact, haggled]:
    best = np.sum((price - 50) * area) / np.sum(area**2)
    rng = np.random.default_rng(1)
    w, distances = np.full(101, 100.0), []  # 101 runs
    for _ in range(1001):
        distances.append(np.median(np.abs(w - best)))
        i = rng.integers(4, size=101)  # one house for each run
        w = w - 0.1 * 2 * (50 + w * area[i] - price[i]) * area[i]
    runs.append(distances)
for k in [0, 10, 20, 50, 100, 1000]:
    print(f"{k:7}  {runs[0][k]:10.6f}  {runs[1][k]:10.6f}")
