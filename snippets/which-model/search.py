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
steps = [("columns", columns), ("scale", StandardScaler()), ("model", None)]
fill = {"columns__remainder__strategy": ["mean", "median"]}
ridge = {"model": [Ridge()], "model__alpha": [0.1, 1, 10, 100, 1000]}
near = {"model": [KNeighborsRegressor()], "model__n_neighbors": [5, 10, 20, 50]}
grid, scoring = [fill | ridge, fill | near], "neg_root_mean_squared_error"
search = GridSearchCV(Pipeline(steps), grid, scoring=scoring, cv=10).fit(X, y)
results = pd.DataFrame(search.cv_results_).sort_values("rank_test_score")
spread = results["std_test_score"].iloc[0]
print(f"{len(results)} settings; the errors of ten folds vary by {spread:.1f}")
for _, row in results.iloc[[0, 1, 2, 3, 4, -1]].iterrows():
    fill, model, setting = row["params"].values()
    print(f"{-row['mean_test_score']:.2f}  {model}, {setting}, {fill}")
