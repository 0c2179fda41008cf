"""Columns of each kind become numbers: two patients before and after."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
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
print(f"{len(earlier)} rows, {len(patients) - len(earlier)} set aside")
X = earlier.drop(columns=["target", "visit"])

columns = make_column_transformer(
    (OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["bmi"]),
    remainder=SimpleImputer(),
)
prepare = make_pipeline(columns, StandardScaler())
made = prepare.set_output(transform="pandas").fit_transform(X)
for name in made:
    column = name.partition("__")[2]
    before = column if column in X else "bmi"
    values = "".join(f"{value!s:>8}" for value in X[before][:2])
    after = "".join(f"{value:8.2f}" for value in made[name][:2])
    print(f"{column:<11}{values}  become{after}")
