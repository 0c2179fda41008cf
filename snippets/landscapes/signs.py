"""The larger a random symmetric matrix, the rarer all its signs agree."""

import numpy as np

rng = np.random.default_rng(1)
print("size  all positive  all negative  mixed   of 10,000")
for d in (1, 2, 3, 4, 6, 8):
    A = rng.normal(size=(10_000, d, d))
    signs = np.linalg.eigvalsh((A + A.transpose(0, 2, 1)) / 2) > 0
    bowls = np.count_nonzero(signs.all(axis=1))
    hills = np.count_nonzero((~signs).all(axis=1))
    print(f"{d:4} {bowls:10} {hills:13} {10_000 - bowls - hills:10}")
