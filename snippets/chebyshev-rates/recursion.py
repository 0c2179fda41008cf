"""The same shares without long steps: momentum whose numbers change."""

import numpy as np

rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
best = np.linalg.lstsq(X, y)[0]
m, L = np.linalg.eigvalsh(2 / 100 * X.T @ X)

middle, half = (L + m) / 2, (L - m) / 2
w, move, share = np.zeros(2), np.zeros(2), 0.0
for k in range(60):
    new = 1 / (2 * middle / half - share) if k else half / middle
    momentum = new * share
    rate = 2 * new / half if k else 1 / middle
    move = momentum * move - rate * 2 / 100 * X.T @ (X @ w - y)
    w, share = w + move, new
    if k in (0, 1, 4, 59):
        print(
            f"step {k + 1:2}: rate {rate:.5f}, momentum {momentum:.5f}", end=""
        )
        print(f", {np.linalg.norm(w - best):.6f} away")
q = np.sqrt(L / m)
print(f"best pair: {4 / (L**0.5 + m**0.5) ** 2:.5f}", end="")
print(f",          {((q - 1) / (q + 1)) ** 2:.5f}")
