"""What stands in each column of a table, and how many of its rows are whole."""

from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

if not Path("patients.csv").exists():  # a table that is there is left alone
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table["bmi"] = pd.qcut(table["bmi"], 3, labels=["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["visit"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table.to_csv("patients.csv", index=False)
patients = pd.read_csv("patients.csv", parse_dates=["visit"])

for name, column in patients.items():
    if pd.api.types.is_numeric_dtype(column):
        says = f"number, {column.min():.1f} to {column.max():.1f}"
    elif pd.api.types.is_datetime64_dtype(column):
        says = f"date, {column.min():%Y-%m-%d} to {column.max():%Y-%m-%d}"
    else:
        says = "words: " + ", ".join(sorted(column.dropna().unique()))
    print(f"{name:<6}  {column.isna().sum():3} gaps  {says}")
whole = len(patients.dropna())
guesses = [400, 290, 150]
nearest = min(guesses, key=lambda guess: abs(guess - whole))
for guess in guesses:
    says = f"  the nearest: {whole} rows are whole" if guess == nearest else ""
    print(f"about {guess}{says}")

gaps = patients[:60].isna().T
z = gaps.astype(float).where(gaps)  # what is there is left out of the picture
fig = go.Figure(go.Heatmap(z=z, y=gaps.index, showscale=False, ygap=1))
fig.update_traces(colorscale=["#D55E00", "#D55E00"])
fig.update_xaxes(title="row", range=[-0.5, 59.5])
fig.update_yaxes(autorange="reversed", dtick=1)
fig.show()
