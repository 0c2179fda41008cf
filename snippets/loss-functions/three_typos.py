"""Three losses fit a line to rents, without a typo and with one in turn."""

import numpy as np
from sklearn import linear_model

rng = np.random.default_rng(2)
area = rng.uniform(30, 120, 30)  # square metres
rent = 200 + 12 * area + rng.normal(0, 60, 30)  # euros a month
small, large = np.argmin(area), np.argmax(area)


def ten_times(values, i):
    typo = values.copy()
    typo[i] *= 10  # one zero too many
    return typo


models = [
    linear_model.LinearRegression(),
    linear_model.QuantileRegressor(quantile=0.5, alpha=0),
    linear_model.HuberRegressor(alpha=0, max_iter=1000),
]
print("euros for a square metre, by loss")
for name, x, y in [
    ("no typo", area, rent),
    ("rent of the smallest", area, ten_times(rent, small)),
    ("rent of the largest", area, ten_times(rent, large)),
    ("area of the largest", ten_times(area, large), rent),
]:
    slopes = [model.fit(x[:, None], y).coef_[0] for model in models]
    squared, absolute, huber = slopes
    verdict = "  breaks" if abs(absolute - 12) > 1 else ""
    print(f"{name:<20} squared {squared:6.2f}, Huber {huber:6.2f},", end="")
    print(f" absolute {absolute:6.2f}{verdict}")
