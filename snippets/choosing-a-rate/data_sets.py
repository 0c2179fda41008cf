"""One learning rate is stable on some data sets and unstable on others."""

import numpy as np

area = np.array([[1000.0], [1500.0], [2000.0], [2500.0]])  # square feet
x = np.random.default_rng(1).uniform(0, 10, 100)
line = np.column_stack([x, np.ones(100)])

data_sets = {
    "four houses, sum": 2 * area.T @ area,
    "four houses, mean": 2 / 4 * area.T @ area,
    "houses in thousands, sum": 2 * (area / 1000).T @ (area / 1000),
    "noisy line, mean": 2 / 100 * line.T @ line,
    "noisy line, half the mean": 1 / 100 * line.T @ line,
    "noisy line, sum": 2 * line.T @ line,
}
print("data set and loss             bound  0.01 is")
for name, hessian in data_sets.items():
    bound = 2 / np.linalg.eigvalsh(hessian)[-1]
    verdict = "stable" if bound > 0.01 else "too large"
    print(f"{name:<26} {bound:8.3g}  {verdict}")
