"""Cross-validation of eight degrees, beside the error on fresh readings."""

import numpy as np
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, PolynomialFeatures

rng = np.random.default_rng(1)
hour = rng.uniform(0, 24, (20, 1))
truth = 15 - 6 * np.cos(2 * np.pi * (hour[:, 0] - 3) / 24)
temperature = truth + rng.normal(0, 1.5, 20)
fresh_hour = rng.uniform(0, 24, (1000, 1))
fresh_truth = 15 - 6 * np.cos(2 * np.pi * (fresh_hour[:, 0] - 3) / 24)
fresh = fresh_truth + rng.normal(0, 1.5, 1000)

folds = KFold(10, shuffle=True, random_state=1)
for degree in [1, 2, 3, 4, 5, 6, 9, 15]:
    scaler, powers = MinMaxScaler((-1, 1)), PolynomialFeatures(degree)
    model = make_pipeline(scaler, powers, LinearRegression())
    metric = "neg_mean_squared_error"
    scores = cross_val_score(model, hour, temperature, cv=folds, scoring=metric)
    validated = np.sqrt(-scores.mean())
    model.fit(hour, temperature)
    miss = np.sqrt(np.mean((model.predict(fresh_hour) - fresh) ** 2))
    print(f"degree {degree:2}  folds {validated:9.2f}  fresh {miss:9.2f}")
