"""How the work of the normal equations grows with cases and columns."""

import numpy as np


def multiplications(n, d):
    """Build and solve the normal equations; count each multiplication."""
    X, y = np.random.default_rng(1).normal(size=(n, d)), np.ones(n)
    A = np.column_stack([X.T @ X, X.T @ y])
    count = n * d * (d + 1)  # d (d + 1) sums of n products
    for i in range(d):  # elimination
        for k in range(i + 1, d):
            A[k, i:] -= A[k, i] / A[i, i] * A[i, i:]
            count += d - i + 2  # a quotient, and the rest of the row
    w = np.zeros(d)
    for i in reversed(range(d)):  # back substitution
        w[i] = (A[i, d] - A[i, i + 1 : d] @ w[i + 1 :]) / A[i, i]
        count += d - i
    assert np.allclose(w, np.linalg.lstsq(X, y)[0])
    return count


print("growth exponents   solving  one pass of descent")
for name, less, more in [
    ("twice the cases", (2000, 20), (4000, 20)),
    ("twice the columns", (4000, 40), (4000, 80)),
    ("both twice", (200, 100), (400, 200)),
]:
    solving = np.log2(multiplications(*more) / multiplications(*less))
    one_pass = np.log2(2 * np.prod(more) / (2 * np.prod(less)))
    print(f"{name:<17}  {solving:7.1f}  {one_pass:8.1f}")
