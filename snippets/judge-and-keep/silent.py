"""What a model answers for a word that it has never seen."""

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_diabetes
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

rng = np.random.default_rng(1)
table = load_diabetes(as_frame=True, scaled=False).frame
table.bmi = pd.qcut(table.bmi + 99, 3, ["low", "middle", "high"])
table = table.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
table["date"] = rng.permutation(pd.date_range("2024-01-01", periods=442))
table = table.sort_values("date")
X, y = table.drop(columns=["target", "date"]), table["target"]
encode = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
columns = make_column_transformer((encode, ["bmi"]), remainder=SimpleImputer())
model = make_pipeline(columns, StandardScaler(), Ridge(10))

model.fit(X, y)
words = ["low", "high", "High", np.nan]
answers = model.predict(X.dropna().iloc[[0, 0, 0, 0]].assign(bmi=words))
for word, answer in zip(words, answers, strict=True):
    print(f"{word!s:<5} {answer:6.1f}")
print(f"a capital letter: {answers[2] - answers[1]:.1f}")
