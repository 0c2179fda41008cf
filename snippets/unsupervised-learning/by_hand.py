"""The silhouette of six customers by hand, and the same by scikit-learn."""

import numpy as np
from sklearn.metrics import silhouette_samples

spending = np.array([1.0, 2.0, 3.0, 7.0, 8.0, 9.0])  # hundreds of dollars
group = np.array([0, 0, 0, 1, 1, 1])

library = silhouette_samples(spending[:, None], group)
for i in range(6):
    distance = np.abs(spending - spending[i])
    own = distance[group == group[i]].sum() / 2  # the two others
    other = distance[group != group[i]].mean()
    value = (other - own) / max(own, other)
    print(f"{spending[i]:.0f}  own {own:.1f}  other {other:.1f}", end="  ")
    print(f"silhouette {value:.4f}  scikit-learn {library[i]:.4f}")
