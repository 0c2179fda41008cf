"""The test of a classifier, once: average precision and costs, with ranges."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import train_test_split
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
how = {"shuffle": False} if "date" in table else {"stratify": y}
X, X_new, y, true = train_test_split(X, y, random_state=1, **how)
encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
columns = make_column_transformer((encode, words), remainder=SimpleImputer())
model = make_pipeline(columns, StandardScaler(), LogisticRegression())
p, limit = model.fit(X, y).predict_proba(X_new)[:, 1], ALARM / (ALARM + MISS)
print(pd.crosstab(true, p >= limit, rownames=[CLASS], colnames=["flagged"]))
costs = [np.where(p < t, MISS * true, ALARM * ~true) for t in (limit, 0, 2)]
print("cost a row: model, everybody, nobody", *np.mean(costs, axis=1).round(2))
rows = np.random.default_rng(2).integers(0, len(p), (2000, len(p)))
own, *drawn = [average_precision_score(true[i], p[i]) for i in [..., *rows]]
saved = (min(costs[1:], key=np.mean) - costs[0])[rows].mean(axis=1)
(a, b), (c, d) = np.percentile([drawn, saved], [2.5, 97.5], axis=1).T.round(2)
print(f"average precision {own:.2f}, {a} to {b}; saved {c} to {d}")
