"""An outlier's share of the pull on a line, for squared and absolute loss."""

import numpy as np
from sklearn.linear_model import LinearRegression, QuantileRegressor

rng = np.random.default_rng(2)
area = rng.uniform(30, 120, 30)  # square metres
rent = 200 + 12 * area + rng.normal(0, 60, 30)  # euros a month
i = np.argmin(area)
rent[i] *= 10
error = 200 + 12 * area - rent  # of the line that made the data

ends = np.array([30.0, 120.0])
for name, slope, model in [
    ("squared", 2 * error, LinearRegression()),
    ("absolute", np.sign(error), QuantileRegressor(alpha=0)),
]:
    pull = np.abs(slope)
    share = pull[i] / pull.sum()
    line = model.fit(area[:, None], rent).predict(ends[:, None])
    print(f"{name:<8} {share:4.0%} of the pull; fit:", end=" ")
    print(f"{line[0]:4.0f} euros at 30, {line[1]:.0f} at 120")
