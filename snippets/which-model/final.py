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

if not Path("patients.csv").exists():  # a table that is there is left alone
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table["bmi"] = pd.qcut(table["bmi"], 3, labels=["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["visit"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table.to_csv("patients.csv", index=False)
patients = pd.read_csv("patients.csv", parse_dates=["visit"])
patients = patients.sort_values("visit").drop(columns="visit")
y, cut = patients.pop("target"), len(patients) * 3 // 4

columns = make_column_transformer(
    (OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["bmi"]),
    remainder=SimpleImputer(),
)
model = make_pipeline(columns, StandardScaler(), Ridge(10))
model.fit(patients[:cut], y[:cut])
later = y[cut:].to_numpy()
guesses = np.array([model.predict(patients[cut:]), 0 * later + y[:cut].mean()])
squares = (guesses - later) ** 2
rows = np.random.default_rng(2).integers(0, len(later), (2000, len(later)))
drawn = np.sqrt(squares[:, rows].mean(axis=2))
for k, name in enumerate(["the model", "the mean"]):
    low, high = np.percentile(drawn[k], [2.5, 97.5])
    print(f"{name:<9} {squares[k].mean() ** 0.5:.1f}, {low:.1f} to {high:.1f}")
low, high = np.percentile(drawn[1] - drawn[0], [2.5, 97.5])
print(f"the model is better by {low:.1f} to {high:.1f}")
print(f"on {len(later)} patients")
