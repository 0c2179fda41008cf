"""Project: report an error with its spread, and a difference with its own."""

from statistics import fmean, stdev

import numpy as np
from sklearn.datasets import load_diabetes


def report(ours, theirs):  # the errors of two models, split by split
    mean, spread, difference, its_spread = 0.0, 0.0, 0.0, 0.0
    # your part: set mean and spread, of ours; then both of the differences
    # end of your part
    answers = [mean, spread, difference, its_spread]
    return np.hstack(answers).astype(float).reshape(4)


def errors(seed):  # of early stopping and of least squares, on one split
    rng, (X, y) = np.random.default_rng(seed), load_diabetes(return_X_y=True)
    X, path = np.column_stack([21 * X, np.ones(442)]), [np.zeros(11)]
    A, V, T = np.split(rng.permutation(442), [240, 342])
    for rows in rng.permuted(np.tile(A, (30, 1)), axis=1).reshape(360, 20):
        off = X[rows] @ path[-1] - y[rows]
        path.append(path[-1] - 0.1 * X[rows].T @ off / 20)
    best = min(path[::12], key=lambda w: np.sum((X[V] @ w - y[V]) ** 2))
    both = best, np.linalg.lstsq(X[A], y[A])[0]
    return [np.linalg.norm(X[T] @ w - y[T]) / 10 for w in both]


def check(ours, theirs):
    try:
        found = report(np.array(ours), np.array(theirs))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return print(f"not yet: line {line}: {error!r}")
    pairs = [one - other for one, other in zip(ours, theirs, strict=True)]
    right = [f(each) for each in (ours, pairs) for f in (fmean, stdev)]
    names = ["mean", "spread, by n - 1,", "difference", "its_spread, of pairs,"]
    for name, have, each in zip(names, found, right, strict=True):
        verdict = "right:" if np.isclose(have, each) else "not yet:"
        print(verdict, f"{name} = {have:.2f}")


check(*zip(*map(errors, range(20)), strict=True))
print("four invented splits")
check([50, 52, 55, 61], [49, 53, 54, 60])
