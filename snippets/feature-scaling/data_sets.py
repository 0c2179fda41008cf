"""Condition numbers of eight tables: raw, centred and standardised."""

import numpy as np
from sklearn import datasets

rng = np.random.default_rng(1)
houses = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000]]
tables = {
    "standard normal": rng.normal(size=(200, 3)),
    "x in 0 to 10": np.random.default_rng(1).uniform(0, 10, (100, 1)),
    "iris": datasets.load_iris().data,
    "five houses": np.array([*houses, [5, 4, 3000]]),
    "diabetes": datasets.load_diabetes(scaled=False).data,
    "diabetes, default": datasets.load_diabetes().data,
    "wine": datasets.load_wine().data,
    "breast cancer": datasets.load_breast_cancer().data,
}


def condition_number(columns):
    X = np.column_stack([np.ones(len(columns)), columns])
    return np.linalg.cond(X) ** 2  # of the Hessian, the square of X's own


print("                         raw    centred  standardised")
for name, X in tables.items():
    centred = X - X.mean(axis=0)
    forms = [X, centred, centred / X.std(axis=0)]
    numbers = [f"{condition_number(form):10.3g}" for form in forms]
    print(f"{name:18}", *numbers)
