"""Four degrees on the readings that they have seen and on fresh ones."""

import numpy as np
from numpy.polynomial import Polynomial

rng = np.random.default_rng(1)


def measure(n):
    hour = rng.uniform(0, 24, n)
    truth = 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius
    return hour, truth + rng.normal(0, 1.5, n)


def error(fit, hour, temperature):
    return np.sqrt(np.mean((fit(hour) - temperature) ** 2))


seen, fresh = measure(20), measure(1000)
fits = {d: Polynomial.fit(*seen, d, domain=[0, 24]) for d in [1, 5, 9, 15]}
misses = {d: error(fit, *fresh) for d, fit in fits.items()}
for d, fit in fits.items():
    verdict = "wins" if misses[d] == min(misses.values()) else "loses"
    seen_by = f"seen {error(fit, *seen):.2f}  fresh {misses[d]:7.2f}"
    print(f"degree {d:<2}  {seen_by}  {verdict}")
