"""A strategy that keeps only what is better shrinks its steps to nothing."""

import numpy as np
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
X = np.column_stack([(X - X.mean(0)) / X.std(0), np.ones(len(y))])
sign = np.where(y == 1, 1, -1)


def run(seed, strict):
    """Return the mistakes and the width after 2000 children."""
    rng, w, width = np.random.default_rng(seed), np.zeros(31), 1.0
    here = len(y)
    for _ in range(2000):
        child = w + width * rng.standard_normal(31)
        there = np.sum(sign * (X @ child) <= 0)
        success = there < here or (there == here and not strict)
        w, here = (child, there) if success else (w, here)
        width = width * np.exp((success - 0.2) / np.sqrt(31))
    return here, width


for strict, rule in [(False, "not worse"), (True, "better")]:
    runs = np.array([run(seed, strict) for seed in range(9)])
    low, median, high = np.percentile(runs[:, 0], [0, 50, 100])
    print(f"keep what is {rule}: median {median:.0f}", end="")
    print(f" mistakes, {low:.0f} to {high:.0f},", end=" ")
    print(f"width at the end above 1e-20 in {np.sum(runs[:, 1] > 1e-20)} of 9")
