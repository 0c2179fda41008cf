"""A first model on all rows and on whole rows only, and a dumb baseline."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.dummy import DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import KFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

if not Path("patients.csv").exists():  # a table that is there is left alone
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table["bmi"] = pd.qcut(table["bmi"], 3, labels=["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["visit"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table.to_csv("patients.csv", index=False)
patients = pd.read_csv("patients.csv", parse_dates=["visit"])
earlier = patients.sort_values("visit")[: len(patients) * 3 // 4]
X, y = earlier.drop(columns=["target", "visit"]), earlier["target"]

columns = make_column_transformer(
    (OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["bmi"]),
    remainder=SimpleImputer(),
)
model = make_pipeline(columns, StandardScaler(), Ridge(10))
whole = X.notna().all(axis=1).to_numpy()
folds = [*KFold(10).split(X)]
fewer = [(fit[whole[fit]], judge) for fit, judge in folds]
for name, tried, cv in [
    ("always the mean", DummyRegressor(), folds),
    ("whole rows only", model, fewer),
    ("all rows, filled", model, folds),
]:
    scoring = "neg_root_mean_squared_error"
    errors = -cross_val_score(tried, X, y, cv=cv, scoring=scoring)
    print(f"{name:<17} {errors.mean():.1f}")
