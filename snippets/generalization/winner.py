import numpy as np
from numpy.polynomial import Polynomial

grid = np.linspace(0, 24, 241)


def truth(hour):
    return 15 - 6 * np.cos(2 * np.pi * (hour - 3) / 24)  # degrees Celsius


for n_test in [5, 10, 100]:
    shown, real = [], []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        hour = rng.uniform(0, 24, 20)
        temperature = truth(hour) + rng.normal(0, 1.5, 20)
        test_hour = rng.uniform(0, 24, n_test)
        test_temperature = truth(test_hour) + rng.normal(0, 1.5, n_test)
        errors, off = [], []
        for d in range(1, 16):
            fit = Polynomial.fit(hour, temperature, d, domain=[0, 24])
            errors.append(np.mean((fit(test_hour) - test_temperature) ** 2))
            off.append(np.mean((fit(grid) - truth(grid)) ** 2))
        winner = np.argmin(errors)
        shown.append(np.sqrt(errors[winner]))
        real.append(np.sqrt(1.5**2 + off[winner]))
    low = np.mean(np.array(shown) < real)
    shown, real = np.median(shown), np.median(real)
    row = f"{n_test:3} to choose by: shown {shown:.2f}, real {real:.2f}"
    print(f"{row}, too low in {low:.0%}")
