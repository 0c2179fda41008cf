"""A copied column: many weights have one loss, and lstsq takes the shortest."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.integers(30, 120, 30).astype(float)  # square metres
rent = 12 * area + rng.normal(0, 60, 30)  # euros
X = np.column_stack([area, area])

shortest, _, rank, _ = np.linalg.lstsq(X, rent)
print(f"lstsq: rank {rank} of 2 columns")
total = sum(shortest)
for w in [shortest, np.array([total, 0]), np.array([total + 1000, -1000])]:
    loss, length = np.mean((X @ w - rent) ** 2), np.linalg.norm(w)
    print(f"loss {loss:.3f} with weights {w.round(2)}, length {length:.2f}")
try:
    solved = np.linalg.solve(X.T @ X, X.T @ rent)
except np.linalg.LinAlgError:  # happens on some tables and some machines
    solved = [np.nan, np.nan]
print(f"normal equations find the shortest: {np.allclose(solved, shortest)}")
