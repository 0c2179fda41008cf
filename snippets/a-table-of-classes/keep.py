"""A classifier is kept with its threshold, in the form that check.py asks."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn import __version__
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

CLASS, MISS, ALARM = "yes", 4, 1  # the class, and what mistakes cost

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
    table["target"] = np.where(table["target"] > 211, "yes", "no")
y = (table["target"] == CLASS).to_numpy()
X = table.drop(columns=["target", "date"], errors="ignore")
words, classes = [*X.select_dtypes(exclude="number")], {*table["target"][:99]}
assert y.sum() > 13, f"too few rows of {CLASS!r}, {y.sum()}, among {classes}"
encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
columns = make_column_transformer((encode, words), remainder=SimpleImputer())
model = make_pipeline(columns, StandardScaler(), LogisticRegression())
model = FixedThresholdClassifier(model, threshold=ALARM / (ALARM + MISS))
kept = {"model": model.fit(X, y), "with": __version__, "rows": X[:3]}
kept["until"] = str(table.get("date", pd.Series("no date")).max())[:10]
kept["seen"] = {name: sorted({*X[name].dropna()}) for name in X}
pd.to_pickle(kept, "downhill-model.pickle")
flags = kept["model"].predict(X)
print(f"{len(X)} rows: {y.sum()} of the class, {flags.sum()} flagged")
