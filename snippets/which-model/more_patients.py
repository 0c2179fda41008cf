"""A learning curve: errors of a line against the patients it was fitted to."""

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
model = make_pipeline(columns, StandardScaler(), Ridge(10))
how = {"cv": 10, "scoring": "neg_root_mean_squared_error"}
sizes, *curves = learning_curve(model, X, y, **how)
print("patients  " + "".join(f"{size:7}" for size in sizes))
fig = go.Figure()
for k, label in enumerate(["training", "validation"]):
    errors = -curves[k].mean(axis=1)
    print(f"{label:<10}" + "".join(f"{each:7.1f}" for each in errors + 0))
    fig.add_scatter(x=sizes, y=errors, name=label)
gaps = (curves[0] - curves[1]).mean(axis=1)
print("gap       " + "".join(f"{gap:7.1f}" for gap in gaps))
fig.update_xaxes(title="patients", rangemode="tozero")
fig.update_yaxes(title="error")
fig.show()
