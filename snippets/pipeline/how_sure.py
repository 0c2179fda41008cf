"""How sure each weight of a fit is, by drawing its rows again and again."""

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
tours = pd.DataFrame()
tours["distance"] = rng.uniform(1, 9, 400)  # kilometres
tours["parcels"] = rng.integers(2, 13, 400)
tours["years"] = rng.uniform(0, 40, 400)  # experience of the driver
noise = rng.normal(0, 6, 400)
minutes = 45 + tours @ [3, 2, -1] + noise
X, _, y, _ = train_test_split(tours, minutes, test_size=100, random_state=1)
model = make_pipeline(StandardScaler(), LinearRegression())


def fit(rows):
    """Return scaled weights and raw weights of a fit to these rows."""
    model.fit(X.iloc[rows], y.iloc[rows])
    weights = model[-1].coef_
    return weights, weights / model[0].scale_


scaled, raw = fit(np.arange(300))
draws = [fit(rng.integers(0, 300, 300))[1] for _ in range(300)]
low, high = np.percentile(draws, [2.5, 97.5], axis=0)
print("          truth  a deviation  a unit     95% of draws")
for j, column in enumerate(X):
    print(f"{column:<8}  {[3, 2, -1][j]:5}  {scaled[j]:11.2f}", end="")
    print(f"  {raw[j]:6.2f}  {low[j]:6.2f} to {high[j]:5.2f}")
