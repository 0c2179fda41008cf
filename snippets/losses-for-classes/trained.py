"""Four losses beside each other, on cases fitted to and on cases left out."""

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

X, y = load_breast_cancer(return_X_y=True)
models = {
    "cross-entropy": LogisticRegression(solver="newton-cholesky", tol=1e-8),
    "hinge": LinearSVC(loss="hinge", max_iter=100_000, random_state=1),
    "squared": RidgeClassifier(),
    "squared hinge": LinearSVC(C=0.5, dual=False, tol=1e-8),
}


def means(scores):
    """Return the share of mistakes and three mean losses as a row of text."""
    m = (2 * y - 1) * np.array(scores)
    bits, hinge = np.logaddexp(0, -m) / np.log(2), np.maximum(0, 1 - m)
    row = "".join(f"{np.mean(loss):9.3f}" for loss in (m <= 0, bits, hinge))
    return f"{row} {np.mean((1 - m) ** 2):9.3g}"


seen, new = {}, {}
for name, model in models.items():
    model = make_pipeline(StandardScaler(), model)
    seen[name] = model.fit(X, y).decision_function(X)
    new[name] = []
    for seed in range(4):  # four times into five parts, each left out in turn
        how = {"cv": KFold(5, shuffle=True, random_state=seed)}
        how["method"] = "decision_function"
        new[name].append(cross_val_predict(model, X, y, **how))
for cases, scores in [("fitted to", seen), ("left out", new)]:
    print(f"cases {cases:<12} wrong     bits    hinge   squared")
    for name in models:
        print(f"  {name:<13}{means(scores[name])}")
