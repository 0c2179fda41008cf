"""A vanishing penalty leads two copied columns to lstsq's shortest weights."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.integers(30, 120, 30).astype(float)  # square metres
rent = 12 * area + rng.normal(0, 60, 30)  # euros
X = np.column_stack([area, area])

print(f"lstsq          {np.linalg.lstsq(X, rent)[0].round(5)}")
for strength in [1000.0, 10.0, 0.1]:
    w = np.linalg.solve(X.T @ X + strength * np.eye(2), X.T @ rent)
    print(f"penalty {strength:6}  {w.round(5)}")
