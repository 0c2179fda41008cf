"""Classifiers trained on different losses: each is best at its own."""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

X, y = load_breast_cancer(return_X_y=True, as_frame=True)
models = {
    "cross-entropy": LogisticRegression(tol=1e-8, max_iter=1000),
    "hinge": LinearSVC(loss="hinge", max_iter=100_000, random_state=1),
    "squared": RidgeClassifier(),
    "squared hinge": LinearSVC(C=0.5, dual=False, tol=1e-8),
}
print("trained on      wrong     bits    hinge   squared  largest margin")
for name, model in models.items():
    pipeline = make_pipeline(StandardScaler(), model).fit(X, y)
    margin = (2 * y - 1) * pipeline.decision_function(X)
    wrong = np.mean(margin <= 0)
    bits = np.mean(np.logaddexp(0, -margin)) / np.log(2)
    hinge = np.mean(np.maximum(0, 1 - margin))
    squared = np.mean((1 - margin) ** 2)
    row = f"{wrong:8.3f} {bits:8.3f} {hinge:8.3f} {squared:9.3g}"
    print(f"{name:<13}{row} {margin.max():10.1f}")
