"""Scaled by training rows, by all rows, or each part by itself, in a drift."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
order = np.random.default_rng(1).permutation(442)
train, test = order[:40], order[40:]
X[test] *= 1.1  # since then, all instruments show a tenth more


def test_error(scaled, penalty):
    A = np.column_stack([scaled, np.ones(442)])
    P = np.diag([penalty] * 10 + [0])  # the intercept is free
    w = np.linalg.solve(A[train].T @ A[train] + P, A[train].T @ y[train])
    return np.sqrt(np.mean((A[test] @ w - y[test]) ** 2))


own = X.copy()
for part in [train, test]:
    own[part] = (X[part] - X[part].mean(axis=0)) / X[part].std(axis=0)
whole = (X - X.mean(axis=0)) / X.std(axis=0)
right = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
for name, X in {"training": right, "all": whole, "own": own}.items():
    print(
        f"scaled by {name:<8}  least squares {test_error(X, 0):.2f}", end=", "
    )
    print(f"ridge {test_error(X, 10):.2f}")
