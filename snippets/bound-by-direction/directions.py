"""A step shrinks each direction by one minus rate times its eigenvalue."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
eigenvalues, directions = np.linalg.eigh(2 / 100 * X.T @ X)
best = np.linalg.lstsq(X, y)[0]

print("rate    eigenvalue  measured  1 - rate * eigenvalue")
for learning_rate in [0.01, 0.028, 0.03]:
    w = np.zeros(2)
    after = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
    measured = (directions.T @ (after - best)) / (directions.T @ (w - best))
    for i in [1, 0]:
        factor = 1 - learning_rate * eigenvalues[i]
        print(f"{learning_rate:<6}{eigenvalues[i]:12.4f}", end="")
        print(f"{measured[i]:10.4f}{factor:23.4f}")
