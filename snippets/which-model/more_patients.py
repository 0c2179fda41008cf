"""A learning curve: errors of a line against the rows it was fitted to."""

from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import learning_curve
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
how = {"cv": 10, "scoring": "neg_root_mean_squared_error"}
sizes, *curves = learning_curve(model, X[:cut], y[:cut], **how)
print("rows      " + "".join(f"{size:7}" for size in sizes))
fig = go.Figure()
for k, label in enumerate(["training", "validation"]):
    errors = -curves[k].mean(axis=1)
    print(f"{label:<10}" + "".join(f"{e:7.{digits}f}" for e in errors))
    fig.add_scatter(x=sizes, y=errors, name=label)
gaps = (curves[0] - curves[1]).mean(axis=1)
print("gap       " + "".join(f"{gap:7.{digits}f}" for gap in gaps))
fig.update_xaxes(title="rows", rangemode="tozero")
fig.update_yaxes(title="error")
fig.show()
