"""An evolution strategy, to keep, on counted mistakes, which have no slope."""

import numpy as np
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
X = np.column_stack([(X - X.mean(0)) / X.std(0), np.ones(len(y))])
sign, start = np.where(y == 1, 1, -1), np.zeros(31)


def evolution_strategy(loss, start, steps, width, rng):
    """Mutate, keep what is not worse, adapt the width: a (1+1) strategy.

    `loss` maps w, shape (d,), to a number; it is asked steps + 1 times. `width`
    is the first standard deviation. Returns the path, shape (steps + 1, d).
    Raises ValueError for bad input. Source: Rechenberg 1973.
    """
    if steps < 0 or not width > 0 or np.ndim(start) != 1:
        raise ValueError(f"not allowed: {start=}, {steps=}, {width=}")
    path = [np.array(start, dtype=float)]
    here, d = loss(path[0]), len(path[0])
    for _ in range(steps):
        child = path[-1] + width * rng.standard_normal(d)
        there = loss(child)
        success = there <= here
        path.append(child if success else path[-1])
        here = there if success else here
        width = width * np.exp((success - 0.2) / np.sqrt(d))
    return np.array(path)


def loss(w):  # the number of mistakes
    return np.sum(sign * (X @ w) <= 0)


rngs = map(np.random.default_rng, range(9))
ends = [loss(evolution_strategy(loss, start, 1999, 1.0, r)[-1]) for r in rngs]
print(f"start: {loss(start)} mistakes; strategy, 2000 losses: ", end="")
print("{1:.0f} ({0:.0f} to {2:.0f})".format(*np.percentile(ends, [0, 50, 100])))
for rate in [0.3, 1, 3, 10, 30]:
    w = start
    for _ in range(400):
        push = sign / (1 + np.exp(np.clip(sign * (X @ w), -50, 50)))
        w = w + rate * X.T @ push / len(y)
    print(f"logistic loss, 400 gradients, rate {rate}: {loss(w)} mistakes")
