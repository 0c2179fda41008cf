"""A search over fillings, models and their settings, by cross-validation."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import Pipeline
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
steps = [("columns", columns), ("scale", StandardScaler()), ("model", None)]
fill = {"columns__remainder__strategy": ["mean", "median"]}
ridge = {"model": [Ridge()], "model__alpha": [0.1, 1, 10, 100, 1000]}
near = {"model": [KNeighborsRegressor()], "model__n_neighbors": [5, 10, 20, 50]}
grid, scoring = [fill | ridge, fill | near], "neg_root_mean_squared_error"
search = GridSearchCV(Pipeline(steps), grid, scoring=scoring, cv=10)
search.fit(X[:cut], y[:cut])
pd.to_pickle(search.best_estimator_, "downhill-winner.pickle")
results = pd.DataFrame(search.cv_results_).sort_values("rank_test_score")
spread = results["std_test_score"].iloc[0]
print(f"{len(results)} settings; ten folds vary by {spread:.{digits}f}")
for _, row in results.iloc[[0, 1, 2, 3, 4, -1]].iterrows():
    fill, model, setting = row["params"].values()
    print(f"{-row.mean_test_score:.{digits + 1}f}  {model}, {setting}, {fill}")
