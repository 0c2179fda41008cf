"""What lowers the error: more patients, a looser model, the missing entries."""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score, learning_curve
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

rng = np.random.default_rng(1)
table = load_diabetes(as_frame=True, scaled=False).frame
table.bmi = pd.qcut(table.bmi + 99, 3, ["low", "middle", "high"])
table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
table["date"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
table = table.sort_values("date")
X, y = table.drop(columns=["target", "date"])[:331], table["target"][:331]
encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
columns = make_column_transformer((encode, ["bmi"]), remainder=SimpleImputer())
known = load_diabetes(as_frame=True, scaled=False).data
known.bmi = pd.qcut(known.bmi + 99, 3, ["low", "middle", "high"])

ridge = make_pipeline(columns, StandardScaler(), Ridge(10))
how = {"cv": 10, "scoring": "neg_root_mean_squared_error"}
_, _, scores = learning_curve(ridge, X, y, train_sizes=[0.5, 1.0], **how)
half, today = -scores.mean(axis=1)
loose = make_pipeline(columns, RandomForestRegressor(50, random_state=1))
forest = -cross_val_score(loose, X, y, **how).mean()
whole = -cross_val_score(ridge, X.fillna(known), y, **how).mean()
for name, change in [
    ("twice the patients", today - half),
    ("a forest", forest - today),
    ("no gaps", whole - today),
]:
    word = "raises" if change > 0 else "lowers"
    print(f"{name:<18}  {word} it by {abs(change):.1f}")
