"""What one pass over the data costs with batches of four sizes, counted."""

import numpy as np


class Counted(np.ndarray):
    """An array that counts the NumPy operations in which it takes part."""

    operations = 0

    def __array_ufunc__(self, ufunc, method, *inputs):
        Counted.operations += 1
        plain = [np.asarray(value) for value in inputs]
        return getattr(ufunc, method)(*plain).view(Counted)


rng = np.random.default_rng(1)
n, d = 4096, 16
X = rng.normal(size=(n, d)).view(Counted)
y = X @ np.ones(d) + rng.normal(size=n)
fixed = 700  # what an update costs in any case, in cases' worth of arithmetic

print("batch  updates  multiplications  operations  throughput")
for batch in [1, 16, 256, 4096]:
    Counted.operations, w = 0, np.zeros(d)
    for i in range(0, n, batch):
        error = X[i : i + batch] @ w - y[i : i + batch]
        w = w - 0.001 * 2 / batch * (error @ X[i : i + batch])
    ratio = (fixed + 1) / (fixed / batch + 1)
    print(f"{batch:5}{n // batch:9,}{2 * n * d:17,}", end="")
    print(f"{Counted.operations:12,}{ratio:12.1f}")
