"""Three degrees, 200 weeks of readings: single curves, and their average."""

import numpy as np

rng = np.random.default_rng(1)
hour = np.linspace(0, 24, 20)
truth = 15 - 5 * np.cos(2 * np.pi * (hour - 4) / 24)


def typical(miss):
    return np.sqrt(np.mean(miss**2))


for degree in [1, 4, 12]:
    curves = []
    for _ in range(200):
        reading = truth + rng.normal(0, 1.5, 20)
        weights = np.polynomial.Polynomial.fit(hour, reading, degree)
        curves.append(weights(hour))
    average = np.mean(curves, axis=0)
    off, wide = typical(average - truth), typical(curves - average)
    print(f"degree {degree}: average off by {off:.2f}", end=", ")
    print(f"curves {wide:.2f} around it, {typical(curves - truth):.2f} off")
