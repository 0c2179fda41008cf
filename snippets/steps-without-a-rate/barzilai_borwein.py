"""Barzilai and Borwein's rate, to keep: the curvature of the last step."""

import numpy as np


def barzilai_borwein(gradient, start, rate, steps):
    """Gradient descent whose rate is one over the curvature met last.

    `gradient` maps w, shape (d,), to shape (d,). The first step takes `rate`,
    and so does, with the rate before it, a step after one along which the
    slope did not rise. Returns the path, shape (steps + 1, d), its first row
    the start. Raises ValueError for bad input. Source: Barzilai and Borwein
    1988.
    """
    w = np.array(start, dtype=float)
    if w.ndim != 1 or w.size == 0 or not np.isfinite(w).all():
        raise ValueError(f"start must be a finite vector, not {start}")
    if not 0 < rate < np.inf:
        raise ValueError(f"rate must be positive and finite, not {rate}")
    counts = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if not counts or steps < 0:
        raise ValueError(f"steps must be a whole number from 0 on, not {steps}")
    path, slopes = [w], []
    for _ in range(steps):
        g = np.array(gradient(w), dtype=float)
        if g.shape != w.shape:
            raise ValueError(f"gradient has shape {g.shape}, w {w.shape}")
        if slopes:
            moved, change = w - path[-2], g - slopes[-1]
            if moved @ change > 0:
                rate = moved @ moved / (moved @ change)
        w = w - rate * g
        path.append(w)
        slopes.append(g)
    return np.array(path)


rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
path = barzilai_borwein(lambda w: X.T @ (X @ w - y) / 50, [0, 0], 0.01, 7)
print("steps        loss")
for k, w in enumerate(path):
    print(f"{k:5}{np.mean((X @ w - y) ** 2):12.6f}")
