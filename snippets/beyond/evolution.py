"""An evolution strategy, to keep, on counted mistakes, which have no slope."""

import numpy as np
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
X = np.column_stack([(X - X.mean(0)) / X.std(0), np.ones(len(y))])
X = X * np.where(y == 1, 1, -1)[:, None]  # signed by class


def evolution_strategy(loss, start, steps, width, rng):
    """Mutate, keep what is not worse, adapt the width: a (1+1) strategy.

    `loss` maps w, shape (d,), to a number; it is asked steps + 1 times. `width`
    is the first standard deviation. Returns the path, shape (steps + 1, d).
    Raises ValueError for bad input. Source: Rechenberg 1973.
    """
    w = np.array(start, dtype=float)
    counts = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError(f"start must be a finite vector, not {start}")
    if not (counts and steps >= 0 and 0 < float(width) < 1e100):
        raise ValueError(f"want a count, (0, 1e100): {steps=}, {width=}")
    path, here = [w], loss(w)
    if np.ndim(here) or np.isnan(here):
        raise ValueError(f"loss at start must be a number, not {here}")
    for _ in range(steps):
        child = w + width * rng.standard_normal(len(w))
        there = loss(child)
        success = there <= here
        w, here = (child, there) if success else (w, here)
        path.append(w)
        width = min(width * np.exp((success - 0.2) / np.sqrt(len(w))), 1e100)
    return np.array(path)


loss, start = (lambda w: np.sum(X @ w <= 0)), np.zeros(31)  # counts mistakes
rngs = map(np.random.default_rng, range(21))
ends = [loss(evolution_strategy(loss, start, 1999, 1.0, r)[-1]) for r in rngs]
print(f"strategy: {np.median(ends):.0f} mistakes, {min(ends)} to {max(ends)}")
for rate in [0.3, 1, 3, 10, 30]:
    w = start
    for _ in range(400):
        w = w + rate / 569 * X.T @ (1 / (1 + np.exp(np.minimum(X @ w, 50))))
    print(f"logistic loss, 400 gradients, rate {rate}: {loss(w)} mistakes")
