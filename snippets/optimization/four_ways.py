"""Four ways lead to one line, and its errors are orthogonal to the columns."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(1, 9, 20)  # kilometres
y = 3 * x + 12 + rng.normal(0, 3, 20)  # minutes
X = np.column_stack([x, np.ones(20)])

slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
ways = {
    "by hand": [slope, y.mean() - slope * x.mean()],
    "normal equations": np.linalg.solve(X.T @ X, X.T @ y),
    "lstsq": np.linalg.lstsq(X, y)[0],
    "polyfit": np.polyfit(x, y, 1),
}
for name, (w, b) in ways.items():
    print(f"{name:<17} w = {w:.6f}, b = {b:.6f}")
error = X @ ways["normal equations"] - y
print(f"sum of errors zero: {abs(np.sum(error)) < 1e-9}")
print(f"sum of x times error zero: {abs(np.sum(x * error)) < 1e-9}")
