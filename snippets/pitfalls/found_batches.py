"""Three sizes of batch at one rate, each gradient a mean over its batch."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([(x - x.mean()) / x.std(), np.ones(100)])

for size in [10, 25, 100]:
    w = np.zeros(2)
    for _ in range(300):
        rows = rng.permutation(100)[:size]
        gradient = 2 / size * X[rows].T @ (X[rows] @ w - y[rows])
        w = w - 0.02 * gradient
    print(f"batches of {size}: loss {np.mean((X @ w - y) ** 2):#.3g}")
