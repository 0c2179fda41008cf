"""Adafactor, to keep: mean squares from their rows and columns alone."""

import numpy as np


def size(table):  # the root of its mean square
    return np.sqrt(np.mean(table**2))


def adafactor(gradient, W, steps, rate=0.01, decay=0.8, floor=1e-3):
    """Divide the slopes of a layer by roots of sums over rows and columns.

    `gradient` maps a layer, shape (m, n), to shape (m, n); `W` is the start,
    of shape (m, n). A step is at most `rate` times the weights' size (root mean
    square, not below `floor`). Returns the path, shape (steps + 1, m, n).
    Raises ValueError for a setting out of range, steps that are no count, a
    start or gradient not finite or of another shape. Source: Shazeer and Stern
    2018, and PyTorch.
    """
    path, eps = [np.array(W, dtype=float)], np.finfo(float).eps
    if path[0].ndim != 2 or not path[0].size or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (m, n): {W=}")
    if not (abs(steps) // 1 == steps and 0 < rate < np.inf > floor > 0):
        raise ValueError(f"want a count, > 0, > 0: {steps=}, {rate=}, {floor=}")
    if not 0 < decay <= 1:
        raise ValueError(f"want (0, 1]: {decay=}")
    rows = columns = 0.0
    for t in range(1, int(steps) + 1):
        w, g = path[-1], np.array(gradient(path[-1].copy()), dtype=float)
        if g.shape != w.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {w}")
        new = t**-decay
        rows = (1 - new) * rows + new * np.mean(g**2, axis=1, keepdims=True)
        columns = (1 - new) * columns + new * np.mean(g**2, axis=0)
        v = rows * columns / max(np.mean(rows), eps)  # a table, and not kept
        u = g / np.sqrt(np.maximum(v, eps**2))
        u = u / max(1, size(u))
        path.append(w - max(size(w), floor) * min(rate, t**-0.5) * u)
    return np.array(path)


path = adafactor(lambda W: W - 1, [[2.0, 3.0], [4.0, 9.0]], 300)
for k in [0, 1, 100, 300]:
    print(f"step {k:3}  ", np.round(path[k].ravel(), 3))
