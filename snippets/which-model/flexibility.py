"""A validation curve: errors of nearest neighbours against their number."""

from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.model_selection import validation_curve
from sklearn.neighbors import KNeighborsRegressor
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
model = make_pipeline(columns, StandardScaler(), KNeighborsRegressor())
counts = np.geomspace(1, 0.6 * cut, 8).round().astype(int)
how = {"cv": 10, "scoring": "neg_root_mean_squared_error"}
how |= {"param_name": "kneighborsregressor__n_neighbors"}
curves = validation_curve(model, X[:cut], y[:cut], param_range=counts, **how)
print("neighbours" + "".join(f"{count:6}" for count in counts))
fig = go.Figure()
for k, label in enumerate(["training", "validation"]):
    errors = -curves[k].mean(axis=1)
    print(f"{label:<10}" + "".join(f"{e:6.{digits}f}" for e in errors + 0))
    fig.add_scatter(x=counts, y=errors, name=label)
fig.update_xaxes(title="neighbours", type="log", dtick=1, exponentformat="none")
fig.update_yaxes(title="error", rangemode="tozero")
fig.show()
