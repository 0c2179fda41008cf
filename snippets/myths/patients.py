"""One learning rate on many tables: which fits explode, creep or arrive."""

import numpy as np
from sklearn import datasets

learning_rate = 0.01


def explained(X, y, steps=1000):
    X = np.column_stack([X, np.ones(len(y))])
    hessian = 2 / len(y) * X.T @ X
    least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - learning_rate * 2 / len(y) * X.T @ (X @ w - y)
        error = X @ w - y
        if np.mean(error**2) > 1e12:
            break
    share = (np.var(y) - np.mean(error**2)) / (np.var(y) - least)
    return 2 / np.linalg.eigvalsh(hessian)[-1], share


def report(name, X, y):
    bound, share = explained(X, y)
    if learning_rate >= bound:
        verdict = "explodes"
    else:
        verdict = "arrives" if share > 0.99 else "creeps"
        verdict = f"{share:.1%} of what can be explained: {verdict}"
    print(f"{name}: bound {bound:.2g}, {verdict}")


def standardised(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


X, y = datasets.load_diabetes(return_X_y=True, scaled=False)
report("raw", X, y)
report("as it comes", datasets.load_diabetes().data, y)
report("standardised", standardised(X), y)
for name in ("iris", "wine", "breast_cancer"):
    X, y = getattr(datasets, f"load_{name}")(return_X_y=True)
    y = (y == 0).astype(float)  # the first class against the rest
    report(f"{name}, raw", X, y)
    report(f"{name}, standardised", standardised(X), y)
