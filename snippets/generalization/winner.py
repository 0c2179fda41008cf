"""The best of fifteen degrees on few test readings looks better than it is."""

import numpy as np
from numpy.polynomial import Polynomial

grid = np.linspace(0, 24, 241)


def truth(hour):
    return 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius


def readings(n, rng):
    hour = rng.uniform(0, 24, n)
    return hour, truth(hour) + rng.normal(0, 1.5, n)


fits, errors = {}, {}
print("to choose by   shown    real   too low   degree 4 too low")
for n_test in [5, 10, 100]:
    rows = []
    for seed in range(500):
        rng = np.random.default_rng(seed)
        hour, temperature = readings(20, rng)
        test_hour, test_temperature = readings(n_test, rng)
        if seed not in fits:  # the same to fit, however many to choose by
            fits[seed] = [
                Polynomial.fit(hour, temperature, d, domain=[0, 24])
                for d in range(1, 16)
            ]
            off = [fit(grid) - truth(grid) for fit in fits[seed]]
            errors[seed] = np.sqrt(1.5**2 + np.mean(np.square(off), axis=1))
        miss = [fit(test_hour) - test_temperature for fit in fits[seed]]
        shown, real = np.sqrt(np.mean(np.square(miss), axis=1)), errors[seed]
        best = np.argmin(shown)
        low = shown < real
        rows.append([shown[best], real[best], low[best], low[3]])
    shown, real = np.median(rows, axis=0)[:2]
    low, low_4 = np.mean(rows, axis=0)[2:]
    print(f"{n_test:12} {shown:7.2f} {real:7.2f} {low:9.0%} {low_4:18.0%}")
