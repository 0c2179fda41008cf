"""K-means as a function: its two moves until none changes its group."""

import numpy as np
from sklearn.cluster import KMeans


def lloyd_step(X, centres):
    """Assign each case to its nearest centre, then move the centres (Lloyd 1982).

    `X` has shape (n, d), `centres` shape (k, d), both in the same units.
    Returns the new centres, each case's group, and the inertia after
    assigning, in squared units. A centre without cases stays. Raises
    ValueError where shapes do not fit, or a number or distance is not finite.
    """
    X, centres = np.asarray(X, float), np.asarray(centres, float)
    if X.ndim != 2 or centres.ndim != 2 or X.shape[1] != centres.shape[1]:
        raise ValueError(f"shapes of X, centres: {X.shape}, {centres.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        squared = np.sum((X[:, None] - centres) ** 2, axis=2)
        size = squared.sum() + np.abs(X).sum()
    if not squared.size or not np.isfinite(size):
        raise ValueError("X and centres must be finite, and not empty")
    group = squared.argmin(axis=1)
    moved = centres.copy()
    for j in np.unique(group):
        moved[j] = X[group == j].mean(axis=0)
    return moved, group, squared.min(axis=1).sum()


rng = np.random.default_rng(1)
typical = np.repeat([[700, 2], [800, 9], [2000, 4]], 80, axis=0)
spread = np.repeat([[200, 0.8], [200, 1.6], [300, 1.2]], 80, axis=0)
customers = rng.normal(typical, spread)
X = (customers - customers.mean(axis=0)) / customers.std(axis=0)
centres, group = X[:3], None  # three customers of the same kind: a poor start
library = KMeans(n_clusters=3, init=centres, n_init=1, tol=0).fit(X)
for step in range(1, 100):
    before = group
    centres, group, inertia = lloyd_step(X, centres)
    print(f"step {step:2}  inertia {inertia:6.2f}  sizes {np.bincount(group)}")
    if np.array_equal(group, before):
        break
same = np.allclose(library.cluster_centers_, centres)
print(f"scikit-learn from the same start: same centres: {same}")
