"""Products of columns, before and after scaling: SGD notices."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression, SGDRegressor
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
noise = rng.normal(0, 6, 400)
product = tours["distance"] * tours["parcels"]
minutes = 45 + tours @ [3, 2, -1] + 0.5 * product + noise
X, X_test, y, y_test = train_test_split(
    tours, minutes, test_size=100, random_state=1
)
products = PolynomialFeatures(2, interaction_only=True, include_bias=False)
stages = {
    "scale": [StandardScaler()],
    "products, scale": [products, StandardScaler()],
    "scale, products": [StandardScaler(), products],
    "scale, products, scale": [StandardScaler(), products, StandardScaler()],
}
print("                        condition   test    from SGD to")
print("stages                     number  error  least squares")
for name, parts in stages.items():
    before = make_pipeline(*parts)
    Z = before.fit_transform(X)
    condition = np.linalg.cond(np.column_stack([Z, np.ones(300)])) ** 2
    best = LinearRegression().fit(Z, y)
    gap = best.predict(before.transform(X_test)) - y_test
    apart = []
    for seed in range(11):
        sgd = SGDRegressor(random_state=seed).fit(Z, y)
        apart.append(np.sqrt(np.mean((sgd.predict(Z) - best.predict(Z)) ** 2)))
    error, off = np.sqrt(np.mean(gap**2)), np.median(apart)
    print(f"{name:<22}  {condition:9.1f}  {error:5.2f}  {off:13.3f}")
