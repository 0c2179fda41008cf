"""A typo in many draws: squared loss may turn the line, absolute does not."""

import numpy as np
from sklearn.linear_model import LinearRegression, QuantileRegressor

for n in [30, 100]:
    squared, absolute = [], []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        area = rng.uniform(30, 120, (n, 1))  # square metres
        rent = 200 + 12 * area[:, 0] + rng.normal(0, 60, n)  # euros a month
        rent[np.argmin(area)] *= 10
        squared.append(LinearRegression().fit(area, rent).coef_[0])
        absolute.append(QuantileRegressor(alpha=0).fit(area, rent).coef_[0])
    turned = np.sum(np.array(squared) < 0)
    worst = np.max(np.abs(np.array(absolute) - 12))
    print(f"{n:3} flats: squared loss turned around in {turned} of 200 draws,")
    print(f"           absolute loss off by {worst:.2f} euros at most")
