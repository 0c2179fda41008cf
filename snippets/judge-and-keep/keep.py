"""A model is kept with what belongs to it, and answers in a fresh process."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn import __version__
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
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
X, y = patients.drop(columns=["target", "visit"]), patients["target"]
columns = make_column_transformer(
    (OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["bmi"]),
    remainder=SimpleImputer(),
)
model = make_pipeline(columns, StandardScaler(), Ridge(10))
model.fit(X, y)
until = str(patients["visit"].max().date())
kept = {"model": model, "columns": [*X], "until": until, "with": __version__}
pd.to_pickle(kept, "model.pickle")
ask = """
import pandas as pd
from sklearn import __version__
kept = pd.read_pickle("model.pickle")
assert kept["with"] == __version__, "fit again"
rows = pd.read_csv("patients.csv")[kept["columns"]]
print("fresh process", kept["model"].predict(rows[:3]).round(1))
"""
print("this process ", model.predict(X[:3]).round(1))
print(subprocess.check_output([sys.executable, "-c", ask], text=True), end="")
