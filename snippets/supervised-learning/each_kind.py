"""Precision, recall and f1 for each of three kinds of wine, by hand."""

import numpy as np
from sklearn.datasets import load_wine
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_fscore_support
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

wine = load_wine(as_frame=True)
X = wine.data[["alcohol", "color_intensity"]]
X_fit, X_new, y_fit, y_new = train_test_split(
    X, wine.target, test_size=0.5, random_state=1, stratify=wine.target
)
model = make_pipeline(StandardScaler(), LogisticRegression())
predicted = model.fit(X_fit, y_fit).predict(X_new)

table = np.zeros((3, 3), dtype=int)
np.add.at(table, (y_new, predicted), 1)
print("rows: what it is, columns: what the model says")
print(table)
hits = np.diag(table)
precision, recall = hits / table.sum(axis=0), hits / table.sum(axis=1)
f1 = 2 * precision * recall / (precision + recall)
library = precision_recall_fscore_support(y_new, predicted)
print("kind  precision  recall     f1   scikit-learn's f1")
for kind in range(3):
    print(f"{kind:4}{precision[kind]:11.3f}{recall[kind]:8.3f}", end="")
    print(f"{f1[kind]:7.3f}{library[2][kind]:20.3f}")
print(f"accuracy {hits.sum() / table.sum():.3f}, mean f1 {f1.mean():.3f}")
