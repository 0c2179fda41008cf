"""Beside an intercept, no divisor of a column does what centring does."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)


def condition_number(column):
    X = np.column_stack([column, np.ones(100)])
    smallest, largest = np.linalg.eigvalsh(2 / 100 * X.T @ X)
    return largest / smallest


centred = x - x.mean()
divisors = np.geomspace(0.1, 100, 1000)
best = min(divisors, key=lambda divisor: condition_number(x / divisor))
print(f"as it is                 {condition_number(x):7.2f}")
print(f"divided by its deviation {condition_number(x / x.std()):7.2f}")
print(f"divided by {best:.2f}, best    {condition_number(x / best):7.2f}")
print(f"minus its mean           {condition_number(centred):7.2f}")
print(f"both: standardised       {condition_number(centred / x.std()):7.2f}")
share = x.mean() / np.sqrt(np.mean(x**2))
print(f"no divisor gets below    {(1 + share) / (1 - share):7.2f}")
