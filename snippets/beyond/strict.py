"""A strategy that keeps only what is better shrinks its steps to nothing."""

import numpy as np
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
X = np.column_stack([(X - X.mean(0)) / X.std(0), np.ones(len(y))])
X = X * np.where(y == 1, 1, -1)[:, None]  # signed by class


def run(strict, runs=25):
    """Return the mistakes and the widths of all runs after 2000 children."""
    rng, w = np.random.default_rng(1), np.zeros((runs, 31))
    here, width = np.full(runs, len(y)), np.ones((runs, 1))
    for _ in range(2000):
        child = w + width * rng.standard_normal((runs, 31))
        there = np.sum(child @ X.T <= 0, axis=1)
        success = there < here if strict else there <= here
        w = np.where(success[:, None], child, w)
        here = np.where(success, there, here)
        width = width * np.exp((success[:, None] - 0.2) / np.sqrt(31))
    return here, width


for strict, rule in [(False, "not worse"), (True, "better")]:
    mistakes, width = run(strict)
    low, median, high = np.percentile(mistakes, [0, 50, 100])
    print(f"keep what is {rule}: median {median:.0f}", end="")
    print(f" mistakes, {low:.0f} to {high:.0f},", end=" ")
    print(f"width at the end above 1e-20 in {np.sum(width > 1e-20)} of 25")
