"""A small gap between test and training error can hide a bad model."""

import numpy as np
from numpy.polynomial import Polynomial

rng = np.random.default_rng(1)


def measure(n, low, high):
    x = rng.uniform(low, high, n)
    return x, x**2 + rng.normal(0, 0.5, n)


many, few = measure(200, -3, 3), measure(20, -3, 3)
fresh, easy = measure(1000, -3, 3), measure(1000, 1.5, 2)
cases = [
    ("parabola, 200 points", 2, many, fresh),
    ("degree 15, 20 points", 15, few, fresh),
    ("line, 200 points", 1, many, fresh),
    ("line, x from 1.5 to 2", 1, many, easy),
]
print("noise 0.50               train     test      gap")
for name, degree, train, test in cases:
    fit = Polynomial.fit(*train, degree, domain=[-3, 3])
    errors = [np.sqrt(np.mean((fit(x) - y) ** 2)) for x, y in (train, test)]
    gap = errors[1] - errors[0]
    print(f"{name:<21} {errors[0]:8.2f} {errors[1]:8.2f} {gap:8.2f}")
