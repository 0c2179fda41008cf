"""The best of fifteen degrees on few test readings looks better than it is."""

import numpy as np
from numpy.polynomial import Polynomial

grid = np.linspace(0, 24, 241)


def truth(hour):
    return 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius


print("to choose by   shown    real   too low   degree 4 too low")
for n_test in [5, 10, 100]:
    rows = []
    for seed in range(500):
        rng = np.random.default_rng(seed)
        hour = rng.uniform(0, 24, 20)
        temperature = truth(hour) + rng.normal(0, 1.5, 20)
        test_hour = rng.uniform(0, 24, n_test)
        test_temperature = truth(test_hour) + rng.normal(0, 1.5, n_test)
        shown, real = np.zeros(15), np.zeros(15)
        for d in range(1, 16):
            fit = Polynomial.fit(hour, temperature, d, domain=[0, 24])
            miss = fit(test_hour) - test_temperature
            shown[d - 1] = np.sqrt(np.mean(miss**2))
            off = np.mean((fit(grid) - truth(grid)) ** 2)
            real[d - 1] = np.sqrt(1.5**2 + off)
        best = np.argmin(shown)
        low = shown < real
        rows.append([shown[best], real[best], low[best], low[3]])
    shown, real = np.median(rows, axis=0)[:2]
    low, low_4 = np.mean(rows, axis=0)[2:]
    print(f"{n_test:12} {shown:7.2f} {real:7.2f} {low:9.0%} {low_4:18.0%}")
