"""K-means is two moves, repeated until no customer changes its group."""

import numpy as np

rng = np.random.default_rng(1)
typical = np.repeat([[700, 2], [800, 9], [2000, 4]], 80, axis=0)
spread = np.repeat([[200, 0.8], [200, 1.6], [300, 1.2]], 80, axis=0)
customers = rng.normal(typical, spread)  # 240 rows: dollars, visits
X = (customers - customers.mean(axis=0)) / customers.std(axis=0)

centres = X[:3].copy()  # three customers of the same kind: a poor start
for step in range(1, 5):
    squared = [np.sum((X - centre) ** 2, axis=1) for centre in centres]
    group = np.argmin(squared, axis=0)  # each customer to the nearest centre
    inertia = np.min(squared, axis=0).sum()
    print(f"step {step}  inertia {inertia:6.2f}  sizes {np.bincount(group)}")
    for j in range(3):  # each centre to the mean of its customers
        centres[j] = X[group == j].mean(axis=0)
