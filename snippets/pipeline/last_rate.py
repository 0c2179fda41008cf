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
print("curvatures", np.linalg.eigvalsh(Z.T @ Z / 300).round(2))


def typical(**settings):
    apart = []
    for seed in range(11):
        sgd = SGDRegressor(tol=None, random_state=seed, **settings)
        gap = sgd.fit(Z, y).predict(Z) - target
        apart.append(np.sqrt(np.mean(gap**2)))
    return np.median(apart)


print("passes  last rate  optimal  that rate throughout")
for passes in [95, 300, 1000, 3000]:
    rate = 1 / (0.0001 * (1000 + 300 * passes))
    falling = typical(learning_rate="optimal", max_iter=passes)
    settings = {"learning_rate": "constant", "eta0": rate}
    fixed = typical(max_iter=passes, **settings)
    print(f"{passes:6,}  {rate:9.4f}  {falling:7.2f}  {fixed:20.2f}")
