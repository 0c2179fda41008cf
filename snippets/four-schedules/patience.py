"""Four patiences for SGD: how many passes it takes and how near it ends."""

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
Z = StandardScaler().fit_transform(X)
target = LinearRegression().fit(Z, y).predict(Z)

print("patience  passes   median  greatest")
for patience in [2, 5, 20, 50]:
    apart, passes = [], []
    for seed in range(21):
        sgd = SGDRegressor(learning_rate="adaptive", random_state=seed)
        sgd.set_params(n_iter_no_change=patience)
        gap = sgd.fit(Z, y).predict(Z) - target
        apart.append(np.sqrt(np.mean(gap**2)))
        passes.append(sgd.n_iter_)
    row = f"{np.median(apart):7.4f}  {max(apart):8.4f}"
    print(f"{patience:8}  {np.median(passes):6.0f}  {row}")
