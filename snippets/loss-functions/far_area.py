"""A point with more lever than all others holds the absolute loss's line."""

import numpy as np
from sklearn.linear_model import QuantileRegressor

rng = np.random.default_rng(2)
area = rng.uniform(30, 120, 30)  # square metres
rent = 200 + 12 * area + rng.normal(0, 60, 30)  # euros a month
far = np.argmax(area)
area[far] *= 10  # one zero too many
lever = np.abs(area - np.median(np.delete(area, far)))
others = lever.sum() - lever[far]
print(f"lever of the far flat {lever[far]:.0f}, of the others {others:.0f}")

model = QuantileRegressor(quantile=0.5, alpha=0)
for far_rent in [rent[far], 5_000, 50_000]:
    rent[far] = far_rent
    line = model.fit(area[:, None], rent).predict(area[[far], None])[0]
    text = f"its rent {far_rent:6.0f}, on the line {line:6.0f}"
    print(f"{text}, slope {model.coef_[0]:5.2f}")
