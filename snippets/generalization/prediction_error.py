"""Noise and miss add up to prediction error; small tests measure it poorly."""

import numpy as np
from numpy.polynomial import Polynomial

rng = np.random.default_rng(1)


def truth(hour):
    return 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius


def measure(n):
    hour = rng.uniform(0, 24, n)
    return hour, truth(hour) + rng.normal(0, 1.5, n)


fit = Polynomial.fit(*measure(20), 5, domain=[0, 24])
clock = np.linspace(0, 24, 100_001)
off = np.mean((fit(clock) - truth(clock)) ** 2)
print(f"noise of the thermometer       {1.5:.2f}")
print(f"curve against the truth        {np.sqrt(off):.2f}")
print(f"prediction error, both at once {np.sqrt(1.5**2 + off):.2f}")

for n in [10, 100, 1000]:
    tests = []
    for _ in range(500):
        hour, temperature = measure(n)
        tests.append(np.sqrt(np.mean((fit(hour) - temperature) ** 2)))
    low, high = np.quantile(tests, [0.05, 0.95])
    print(f"test error on {n:4} readings    {low:.2f} to {high:.2f}")
