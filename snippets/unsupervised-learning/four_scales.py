"""K-means on the same customers in four scales, compared with the truth."""

from itertools import permutations

import numpy as np
from sklearn.cluster import KMeans

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)  # known to us, hidden from k-means
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)
versions = {
    "dollars": customers,
    "thousands of dollars": customers / [1000, 1],
    "hundreds of dollars": customers / [100, 1],
    "standardised": (customers - customers.mean(axis=0))
    / customers.std(axis=0),
}
for name, data in versions.items():
    group = KMeans(3, n_init=10, random_state=1).fit_predict(data)
    # the groups have no names: try all six ways to name them
    namings = [np.array(order)[group] for order in permutations(range(3))]
    wrong = min(np.sum(naming != kind) for naming in namings)
    verdict = "finds them" if wrong < 12 else "does not"
    print(f"{name:<20} {wrong:3} misplaced  {verdict}")
