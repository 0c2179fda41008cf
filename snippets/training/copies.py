"""Two copies of a column: descent keeps the difference that it starts with."""

import numpy as np

rng = np.random.default_rng(1)
area = rng.uniform(0.8, 3.5, 40)  # thousands of square feet
price = 80 + 150 * area + rng.normal(0, 30, 40)  # thousands of dollars
x = (area - area.mean()) / area.std()
X = np.column_stack([x, x, np.ones(40)])  # the same column twice


def descend(w, learning_rate=0.1):
    for _ in range(300):
        w = w - learning_rate * (2 / 40 * X.T @ (X @ w - price))
    return w


for start in [[0, 0, 0], [100, 0, 0], [0, 100, 0]]:
    w = descend(np.array(start, dtype=float))
    print(f"start {start!s:<12} w {w[0]:6.2f} {w[1]:6.2f}", end="  ")
    print(f"sum {w[0] + w[1]:.2f}  price {X[0] @ w:.2f}")
w = np.linalg.lstsq(X, price)[0]
print(f"lstsq              w {w[0]:6.2f} {w[1]:6.2f}", end="  ")
print(f"sum {w[0] + w[1]:.2f}  price {X[0] @ w:.2f}")
