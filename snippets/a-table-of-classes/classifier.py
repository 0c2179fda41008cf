"""A first classifier, a dumb one, and each column alone: one may leak."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.dummy import DummyClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

CLASS = "yes"  # the word of the class that you look for
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
how = {"shuffle": False} if "date" in table else {"stratify": y}
X, X_new, y, true = train_test_split(X, y, random_state=1, **how)
encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
columns = make_column_transformer((encode, words), remainder=SimpleImputer())
model = make_pipeline(columns, StandardScaler(), LogisticRegression())
tries = {"always the same": DummyClassifier(), "all columns": model}
for name in X:
    ready = encode if name in words else SimpleImputer()
    tries[name] = make_pipeline(ready, StandardScaler(), LogisticRegression())
how = {"cv": 10, "scoring": "average_precision"}
for name, tried in tries.items():
    score = cross_val_score(tried, X[[name]] if name in X else X, y, **how)
    leak = "  a leak?" if name in X and score.mean() > 0.8 else ""
    print(f"{name:<15}  {score.mean():.2f}{leak}")
