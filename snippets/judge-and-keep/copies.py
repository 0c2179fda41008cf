"""What shuffling says of a column that stands in the table twice."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LinearRegression

X, y = load_diabetes(return_X_y=True)
how = {"scoring": "neg_mean_squared_error", "n_repeats": 50, "random_state": 1}


def importance(X):
    """Return how much shuffling s5, the ninth column, adds to the loss."""
    model = LinearRegression().fit(X, y)
    return permutation_importance(model, X, y, **how).importances_mean[8]


alone, beside = importance(X), importance(np.column_stack([X, X[:, 8]]))
for name, share in [("as much", 1), ("half", 1 / 2), ("a quarter", 1 / 4)]:
    near = abs(beside / alone - share) < 0.05
    says = (
        f"alone {alone:.0f}, one of two copies {beside:.0f}" if near else "no"
    )
    print(f"{name}: {says}")
