"""The test, once: error, its range, and the difference from the baseline."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
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
columns = make_column_transformer((encode, words), remainder=SimpleImputer())
model = make_pipeline(columns, StandardScaler(), Ridge(10))
if Path("downhill-winner.pickle").exists():  # search.py has found it
    model = pd.read_pickle("downhill-winner.pickle")
later, mean = y[cut:].to_numpy(), y[:cut].mean()
guess = model.fit(X[:cut], y[:cut]).predict(X[cut:])
missed = np.abs([guess - later, mean - later])
rows = np.random.default_rng(2).integers(0, len(later), (2000, len(later)))
drawn = np.sqrt((missed**2)[:, rows].mean(axis=2))
print(f"{len(later)} rows set aside")
for k, name in enumerate(["the model", "the mean"]):
    low, high = np.percentile(drawn[k], [2.5, 97.5])
    root, absolute = np.sqrt((missed[k] ** 2).mean()), missed[k].mean()
    print(f"{name:<9} {root:.{digits}f}, {low:.{digits}f} to", end=" ")
    print(f"{high:.{digits}f}; absolute {absolute:.{digits}f}")
low, high = np.percentile(drawn[1] - drawn[0], [2.5, 97.5])
print(f"the model is better by {low:.{digits}f} to {high:.{digits}f}")
