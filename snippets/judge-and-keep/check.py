"""Rows are compared with what the model has seen before it answers."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes

if not Path("patients.csv").exists():  # a table that is there is left alone
    rng = np.random.default_rng(1)
    table = load_diabetes(as_frame=True, scaled=False).frame
    table["bmi"] = pd.qcut(table["bmi"], 3, labels=["low", "middle", "high"])
    table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    table["visit"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
    table.to_csv("patients.csv", index=False)
patients = pd.read_csv("patients.csv", parse_dates=["visit"])

X, seen = patients.drop(columns=["target", "visit"]), {}
for name, column in X.items():
    known = column.dropna()
    words = not pd.api.types.is_numeric_dtype(known)
    seen[name] = sorted(set(known)) if words else (known.min(), known.max())


def complaints(rows, seen):
    """Yield in words what is wrong with rows for a model that has `seen`."""
    yield from (f"{name} is missing" for name in seen if name not in rows)
    for name in [name for name in seen if name in rows]:
        for row, value in rows[name].dropna().items():
            if isinstance(seen[name], list):
                wrong = value not in seen[name] and f"is not in {seen[name]}"
            elif isinstance(value, str):
                wrong = "is no number"
            else:
                low, high = seen[name]
                wrong = not low <= value <= high and f"is not {low} to {high}"
            if wrong:
                yield f"row {row}, {name}: {value} {wrong}"


rows = X[:3].drop(columns="s6").astype(object)
rows.loc[0, "bmi"], rows.loc[1, "bp"], rows.loc[2, "age"] = "High", 11.6, "72 y"
print("\n".join(complaints(rows, seen)))
print(f"on the table itself: {len([*complaints(X, seen)])} complaints")
