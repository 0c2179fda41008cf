"""Momentum with and without a restart where the loss would rise."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
X, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
best = np.linalg.lstsq(X, y)[0]
hessian = 2 / 442 * X.T @ X


def above(w):
    return np.mean((X @ (w - best)) ** 2)


def steps_needed(w, momentum, restart, learning_rate=0.2):
    velocity, steps, goal = np.zeros(10), 0, 1e-6 * above(w)
    while above(w) > goal:
        velocity = momentum * velocity + hessian @ (w - best)
        new = w - learning_rate * velocity
        if restart and above(new) > above(w):
            velocity = np.zeros(10)  # stay, and forget
        else:
            w = new
        steps += 1  # a step undone counts, too
    return steps


starts = np.random.default_rng(1).normal(0, 20, (15, 10))
for momentum in (0.8, 0.9, 0.98):
    row = f"momentum {momentum:.2f}:"
    for restart in (False, True):
        counts = [steps_needed(w, momentum, restart) for w in starts]
        low, middle, high = np.percentile(counts, [0, 50, 100])
        row += f" {middle:3.0f} ({low:.0f}-{high:.0f})"
        row += " kept" if not restart else " restarted"
    print(row)
