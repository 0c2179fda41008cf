"""How many of a hundred seeds lead k-means to the best of their groupings."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)
noise = np.random.default_rng(1).uniform([0, 0], [3000, 14], (240, 2))

runs = [("random", 1), ("k-means++", 1), ("k-means++", 10)]

print("                        of 100 seeds, compared with the best:")
print("data       k  start     same groups  inertia +1%  least index")
for name, data, k in [
    ("customers", customers, 3),
    ("customers", customers, 5),
    ("noise", noise, 3),
]:
    X = (data - data.mean(axis=0)) / data.std(axis=0)
    for init, n_init in runs:
        fits = []
        for seed in range(100):
            kmeans = KMeans(k, init=init, n_init=n_init, random_state=seed)
            fits.append(kmeans.fit(X))
        best = min(fits, key=lambda fit: fit.inertia_)
        index = [adjusted_rand_score(best.labels_, f.labels_) for f in fits]
        same = sum(value == 1 for value in index)
        near = sum(fit.inertia_ <= 1.01 * best.inertia_ for fit in fits)
        line = f"{name:<9} {k:2}  {init:<9} x{n_init:<2} {same:8}"
        print(f"{line} {near:12} {min(index):12.2f}")
