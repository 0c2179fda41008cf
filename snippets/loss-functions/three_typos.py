"""Three losses fit a line to rents, without a typo and with one in turn."""

import numpy as np
from sklearn import linear_model

rng = np.random.default_rng(2)
area = rng.uniform(30, 120, 30)  # square metres
rent = 200 + 12 * area + rng.normal(0, 60, 30)  # euros a month
models = [
    linear_model.LinearRegression(),  # squared loss
    linear_model.HuberRegressor(alpha=0, max_iter=1000),
    linear_model.QuantileRegressor(alpha=0),  # absolute loss
]
print(f"{'squared':>28}  Huber  absolute")
for name, case, column, factor in [
    ("no typo", 0, 0, 1),
    ("rent of the smallest", np.argmin(area), 1, 10),  # one zero too many
    ("rent of the largest", np.argmax(area), 1, 10),
    ("area of the largest", np.argmax(area), 0, 10),
]:
    data = np.column_stack([area, rent])
    data[case, column] *= factor
    slopes = [model.fit(data[:, :1], data[:, 1]).coef_[0] for model in models]
    numbers = "{:7.2f}  {:5.2f}  {:8.2f}".format(*slopes)
    print(f"{name:<20} {numbers} ", "breaks" if slopes[2] < 11 else "holds")
