"""Copies of pictures, shifted by a pixel, in the training data of digits."""

import numpy as np
from sklearn.datasets import load_digits

X, digit = load_digits(return_X_y=True)
pictures, Y = (X / 16).reshape(-1, 8, 8), np.eye(10)[digit]
order = np.random.default_rng(0).permutation(1797)
train, test = order[:200], order[200:]


def columns(pictures):
    """Return a row of 64 pixels and a one for each picture."""
    return np.insert(pictures.reshape(-1, 64), 64, 1, axis=1)


def copies(rows):
    """Return four copies of each picture, each shifted round another way."""
    ways = [(1, 1), (1, -1), (2, 1), (2, -1)]
    return [np.roll(pictures[rows], by, axis) for axis, by in ways]


def fit(parts, penalty=0.0):
    """Return least squares weights, with a penalty on all but the last row."""
    rows = np.sqrt(penalty) * np.eye(65)[:64]
    A = np.vstack([columns(np.vstack(parts)), rows])
    b = np.vstack([*[Y[train]] * len(parts), np.zeros((64, 10))])
    return np.linalg.lstsq(A, b)[0]


print("right, right if shifted, change by a shift:")
for name, w in [
    ("plain", fit([pictures[train]])),
    ("ridge", fit([pictures[train]], 10.0)),
    ("with shifted copies", fit([pictures[train], *copies(train)])),
]:
    said = columns(pictures[test]) @ w
    moved = [columns(each) @ w for each in copies(test)]
    right = np.mean(said.argmax(axis=1) == digit[test])
    there = np.mean([m.argmax(axis=1) == digit[test] for m in moved])
    change = np.mean([(m - said) ** 2 for m in moved])
    print(f"{name:<19} {right:.0%} {there:8.0%} {change:8.2f}")
