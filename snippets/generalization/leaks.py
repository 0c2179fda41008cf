"""Three of four leaks make the test error on pure chance far too good."""

import numpy as np
from sklearn.feature_selection import SelectKBest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

logistic, nearest = LogisticRegression(), KNeighborsClassifier(1)
choose = make_pipeline(SelectKBest(k=20), logistic)
scale_choose = make_pipeline(StandardScaler(), SelectKBest(k=20), logistic)


def three_errors(model, X, y, X_new, y_new, seed):
    parts = train_test_split(X, y, test_size=0.5, random_state=seed)
    X_train, X_test, y_train, y_test = parts
    model.fit(X_train, y_train)
    pairs = [(X_train, y_train), (X_test, y_test), (X_new, y_new)]
    return [100 * (1 - model.score(*pair)) for pair in pairs]


rows = {}
for seed in range(20):
    rng = np.random.default_rng(seed)
    X, new = rng.normal(size=(100, 1000)), rng.normal(size=(1000, 1000))
    y, y_new = rng.integers(0, 2, 100), rng.integers(0, 2, 1000)  # coins
    scale = StandardScaler().fit(X).transform
    best = SelectKBest(k=20).fit(X, y).transform
    later = np.column_stack([X[:, :5], 6.0 * y - 3])  # treated or not
    blank = np.column_stack([new[:, :5], np.zeros(1000)])
    for name, *case in [
        ("no leak", scale_choose, X, y, new),
        ("scaled before", choose, scale(X), y, scale(new)),
        ("chosen before", logistic, best(X), y, best(new)),
        ("rows twice", nearest, np.tile(X, (2, 1)), np.tile(y, 2), new),
        ("from the future", logistic, later, y, blank),
    ]:
        errors = three_errors(*case, y_new, seed)
        rows.setdefault(name, []).append(errors)
print("wrong, in percent   train   test    new")
for name, errors in rows.items():
    train, test, new = np.mean(errors, axis=0)
    print(f"{name:<18} {train:6.1f} {test:6.1f} {new:6.1f}")
