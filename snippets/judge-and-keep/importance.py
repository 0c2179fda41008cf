"""How much a model loses when a column is shuffled, on new and on old rows."""

from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.inspection import permutation_importance
from sklearn.linear_model import Ridge
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
if Path("downhill-winner.pickle").exists():  # search.py has found it
    model = pd.read_pickle("downhill-winner.pickle")
X["chance"] = np.random.default_rng(3).normal(size=len(X))
model.fit(X[:cut], y[:cut])
how = {"scoring": "neg_root_mean_squared_error", "n_repeats": 50}
new = permutation_importance(model, X[cut:], y[cut:], random_state=4, **how)
old = permutation_importance(model, X[:cut], y[:cut], random_state=4, **how)
print(f"shuffled  {len(X) - cut} new rows  {cut} fitted rows")
for j in np.argsort(-new.importances_mean):
    print(f"{X.columns[j]:<9}", end="")
    for found in (new, old):
        mean, luck = found.importances_mean[j], found.importances_std[j]
        print(f"   {mean:5.{digits}f} ± {luck:.{digits}f}", end="")
    print()
