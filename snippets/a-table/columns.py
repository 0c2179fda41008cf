"""Columns of each kind become numbers: two rows before and after."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
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
cut, words = len(X) * 3 // 4, [*X.select_dtypes(exclude="number")]
says = f"targets {y.value_counts().to_dict()}"
says = f"{y.nunique()} different targets" if y.nunique() > 9 else says
print(f"{cut} rows, {len(X) - cut} set aside; {says}")

encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
columns = make_column_transformer((encode, words), remainder=SimpleImputer())
prepare = make_pipeline(columns, StandardScaler())
made = prepare.set_output(transform="pandas").fit_transform(X[:cut])
print(f"{X.shape[1]} columns become {made.shape[1]}")
shown = []
for name in made:
    column = name.partition("__")[2]
    of = [column] if column in X else [*words]
    before = max([each for each in of if column.startswith(each)], key=len)
    shown.append(before)
    if shown.count(before) > 9:  # of many words
        continue
    values = "".join(f"{str(value)[:8]:>9}" for value in X[before][:2])
    after = "".join(f"{value:8.2f}" for value in made[name][:2])
    print(f"{column:<11}{values}  become{after}")
