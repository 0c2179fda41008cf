import time

import numpy as np

rng = np.random.default_rng(1)
n, d = 4096, 16
X = rng.normal(size=(n, d))
y = X @ np.ones(d) + rng.normal(size=n)


def epoch(batch):
    """Return the least of five measured times of one epoch, in seconds."""
    times = []
    for _ in range(5):
        start, w = time.perf_counter(), np.zeros(d)
        for i in range(0, n, batch):
            error = X[i : i + batch] @ w - y[i : i + batch]
            w = w - 0.001 * 2 / batch * (error @ X[i : i + batch])
        times.append(time.perf_counter() - start)
    return min(times)


single = epoch(1)
print("batch  updates  multiplications  at least 5 times faster than one")
for batch in [1, 16, 256, 4096]:
    faster = "yes" if single / epoch(batch) > 5 else "no"
    print(f"{batch:5}{n // batch:9,}{2 * n * d:17,}  {faster}")
