"""K-means is two moves, repeated until no customer changes its group."""

import numpy as np
from sklearn.cluster import KMeans


def lloyd_step(X, centres):
    """Assign each case to its nearest centre, then move the centres (Lloyd 1982).

    `X` has shape (n, d), `centres` shape (k, d), both in the same units.
    Returns the new centres, each case's group, and the inertia after
    assigning, in squared units. A centre without cases stays. Raises
    ValueError where the shapes do not fit.
    """
    if X.ndim != 2 or centres.ndim != 2 or X.shape[1] != centres.shape[1]:
        raise ValueError(f"shapes do not fit: {X.shape}, {centres.shape}")
    difference = X[:, None] - centres  # of each case and each centre
    squared = np.sum(difference**2, axis=2)
    group = squared.argmin(axis=1)
    moved = centres.astype(float)
    for j in np.unique(group):
        moved[j] = X[group == j].mean(axis=0)
    return moved, group, squared.min(axis=1).sum()


rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)
X = (customers - customers.mean(axis=0)) / customers.std(axis=0)

start = centres = X[:3]  # three customers of the same kind: a poor start
before = None
for step in range(1, 100):
    centres, group, inertia = lloyd_step(X, centres)
    print(f"step {step:2}  inertia {inertia:6.2f}  sizes {np.bincount(group)}")
    if before is not None and np.array_equal(group, before):
        break
    before = group
library = KMeans(n_clusters=3, init=start, n_init=1, tol=0).fit(X)
same = np.allclose(library.cluster_centers_, centres)
print(f"scikit-learn from the same start: same centres: {same}")
