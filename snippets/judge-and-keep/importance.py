"""How much a model loses when a column is shuffled, on new and on old rows."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.inspection import permutation_importance
from sklearn.linear_model import Ridge
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
patients = patients.sort_values("visit")
cut = len(patients) * 3 // 4
X, y = patients.drop(columns=["target", "visit"]), patients["target"]

columns = make_column_transformer(
    (OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["bmi"]),
    remainder=SimpleImputer(),
)
model = make_pipeline(columns, StandardScaler(), Ridge(10))
X["chance"] = np.random.default_rng(3).normal(size=len(X))
model.fit(X[:cut], y[:cut])
how = {"scoring": "neg_root_mean_squared_error", "n_repeats": 50}
new = permutation_importance(model, X[cut:], y[cut:], random_state=4, **how)
old = permutation_importance(model, X[:cut], y[:cut], random_state=4, **how)
print(f"shuffled  {len(X) - cut} new rows  {cut} fitted rows")
for j in np.argsort(-new.importances_mean):
    print(f"{X.columns[j]:<8}", end="")
    for found in (new, old):
        mean, luck = found.importances_mean[j], found.importances_std[j]
        print(f"    {mean:5.1f} ± {luck:.1f}", end="")
    print()
