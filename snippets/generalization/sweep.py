"""Training error falls with the degree; test error falls and then rises."""

import numpy as np
from numpy.polynomial import Polynomial

n, noise = 20, 1.5  # readings to fit, and their noise in degrees Celsius


def measure(n, rng):
    hour = rng.uniform(0, 24, n)
    truth = 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)
    return hour, truth + rng.normal(0, noise, n)


for degree in [1, 2, 3, 4, 5, 6, 9, 12, 15]:
    train, test = [], []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        seen, fresh = measure(n, rng), measure(1000, rng)
        fit = Polynomial.fit(*seen, degree, domain=[0, 24])
        train.append(np.sqrt(np.mean((fit(seen[0]) - seen[1]) ** 2)))
        test.append(np.sqrt(np.mean((fit(fresh[0]) - fresh[1]) ** 2)))
    print(f"degree {degree:2}  train {np.median(train):.2f}", end="  ")
    print(f"test {np.median(test):8.2f}")
