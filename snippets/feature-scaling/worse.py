"""Standardising can make the condition number worse than centring alone."""

import itertools

import numpy as np
from sklearn.datasets import load_wine

rng = np.random.default_rng(1)


def condition_number(matrix, scale=1):
    eigenvalues = np.linalg.eigvalsh(matrix * np.outer(scale, scale))
    return eigenvalues[-1] / eigenvalues[0]


def report(name, X):
    X = X - X.mean(axis=0)
    hessian, d = 2 / len(X) * X.T @ X, X.shape[1]
    standardised = condition_number(hessian, np.ones(d) / X.std(axis=0))
    start = np.log(1 / X.std(axis=0))
    best = standardised
    for _ in range(20_000):  # try other divisors, keep what is better
        trial = start + rng.normal(0, 0.05, d)
        if condition_number(hessian, np.exp(trial)) < best:
            start, best = trial, condition_number(hessian, np.exp(trial))
    print(f"{name:18}{condition_number(hessian):7.2f}", end="")
    print(f"{standardised:14.2f}{best:12.1f}")


corners = np.array(list(itertools.product([-1, 1], repeat=3)))
mix = np.array([[-3, 1, 3], [-2, 1, 3], [1, -1, -1]])
print("condition number  centred  standardised  best found")
report("whole numbers", corners @ mix)
wine = load_wine()
columns = [5, 6, 8, 11]
report("four of wine", wine.data[:, columns])
print("wine:", *[wine.feature_names[i][:14] for i in columns])
