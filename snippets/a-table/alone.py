"""The target, and how far each column gets alone: one too far may be a leak."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.dummy import DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

if Path("downhill-table.csv").exists():  # clean.py has made it of yours
    table = pd.read_csv("downhill-table.csv")
else:
    print("the book's patients")
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table.bmi = pd.qcut(table.bmi + 99, 3, ["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["date"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table = table.sort_values("date")
X, y = table.drop(columns=["target", "date"], errors="ignore"), table["target"]
assert y.dtype.kind in "if", "the target is a class: see A table of classes"
cut, words = len(X) * 3 // 4, [*X.select_dtypes(exclude="number")]
digits = max(0, 2 - int(np.floor(np.log10(y.std()))))  # three that count
encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
lower, upper = y.quantile([0.25, 0.75])
far = (y - y.median()).abs() > 3 * (upper - lower)
print(f"target {y.min():g} to {y.max():g}, {far.sum()} far out", *y[far])
X, y = X[:cut], y[:cut]
tries = {"always the mean": DummyRegressor()}
for name in X:
    ready = encode if name in words else SimpleImputer()
    tries[name] = make_pipeline(ready, StandardScaler(), Ridge(10))
how, errors = {"cv": 10, "scoring": "neg_root_mean_squared_error"}, {}
for name, tried in tries.items():
    rows = X[[name]] if name in X else X
    errors[name] = -cross_val_score(tried, rows, y, **how).mean()
for name in sorted(errors, key=errors.get):
    leak = "  a leak?" if errors[name] < errors["always the mean"] / 2 else ""
    print(f"{name:<15}  {errors[name]:.{digits}f}{leak}")
