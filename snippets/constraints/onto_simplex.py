"""The nearest list of shares, to keep: none negative, and the sum is 1."""

import numpy as np


def onto_simplex(v):
    """Return the point nearest to v whose entries are ≥ 0 and sum to 1.

    `v` has shape (d,). Subtracts one number from all entries and sets what is
    negative then to zero. Raises ValueError for v not finite or of another
    shape. Source: Duchi et al. 2008.
    """
    v = np.array(v, dtype=float)
    if v.ndim != 1 or not v.size or not np.isfinite(v).all():
        raise ValueError(f"not finite, of shape (d,): {v=}")
    v = v - v.max()  # changes nothing but the size of the numbers
    largest = np.sort(v)[::-1]
    excess = (np.cumsum(largest) - 1) / np.arange(1, v.size + 1)
    last = np.flatnonzero(largest > excess)[-1]  # so many stay above zero
    return np.maximum(v - excess[last], 0)


for v in ([0.5, 0.3, 0.2], [0.9, 0.5, 0.3], [2.0, 0.5, -1.0]):
    print(v, "->", "  ".join(f"{x:.3f}" for x in onto_simplex(v)))
