"""A falling schedule of SGD, against its own last rate from the start."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression, SGDRegressor
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
noise = rng.normal(0, 6, 400)
minutes = 45 + tours @ [3, 2, -1] + noise
X, _, y, _ = train_test_split(tours, minutes, test_size=100, random_state=1)
scaler = StandardScaler()
Z = scaler.fit_transform(X)
target = LinearRegression().fit(Z, y).predict(Z)
print("curvatures", np.linalg.eigvalsh(Z.T @ Z / 300).round(2))


def runs(**settings):
    """Return the median distance and the minutes a kilometre of 11 runs."""
    apart, kilometre = [], []
    for seed in range(11):
        sgd = SGDRegressor(tol=None, random_state=seed, **settings)
        gap = sgd.fit(Z, y).predict(Z) - target
        apart.append(np.sqrt(np.mean(gap**2)))
        kilometre.append(sgd.coef_[0] / scaler.scale_[0])
    return np.median(apart), kilometre


print("passes  last rate  optimal  throughout  minutes a kilometre")
for passes in [95, 300, 1000]:
    rate = 1 / (0.0001 * (1000 + 300 * passes))
    falling, km = runs(learning_rate="optimal", max_iter=passes)
    settings = {"learning_rate": "constant", "eta0": rate}
    fixed, _ = runs(max_iter=passes, **settings)
    ends = f"{min(km):6.2f} to {max(km):.2f}"
    print(f"{passes:6,}  {rate:9.4f}  {falling:7.2f}  {fixed:10.2f}  {ends}")
