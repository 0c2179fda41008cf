"""L-BFGS, to keep: a Newton step from the latest changes of the gradient."""

import numpy as np


def wolfe(loss, gradient, w, here, g, step, low=0.0, high=np.inf, rate=1.0):
    for _ in range(40):
        there, after = loss(w + rate * step), g
        if there <= here + 1e-4 * rate * (g @ step):  # else too far, or nan
            after = np.array(gradient(w + rate * step), dtype=float)
            if not after @ step < 0.9 * (g @ step):  # else not far enough
                return w + rate * step, there, after
        low, high = (low, rate) if after is g else (rate, high)
        rate = (low + high) / 2 if high < np.inf else 2 * rate
    return w, here, g


def lbfgs(loss, gradient, start, steps, memory=10):
    """Descend by the two-loop recursion, with the conditions of Wolfe.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). Returns
    the path, shape (steps + 1, d). Raises ValueError for a count that is none,
    or what is not finite or of another shape. Source: Nocedal and Wright 2006.
    """
    w, pairs = np.array(start, dtype=float), []
    counts = abs(steps) // 1 == steps and memory // 1 == memory >= 1
    if w.ndim != 1 or not w.size or not counts:
        raise ValueError(f"not (d,), >= 0, >= 1: {start=}, {steps=}, {memory=}")
    path, here, g = [w], loss(w), np.array(gradient(w.copy()), dtype=float)
    for _ in range(int(steps)):
        if g.shape != w.shape or not np.isfinite([here, *g, *w]).all():
            raise ValueError(f"loss {here} or gradient {g}, at start or {w}")
        q, shares = -g, []
        for s, y in reversed(pairs):
            shares.append(s @ q / (s @ y))
            q = q - shares[-1] * y
        s, y = pairs[-1] if pairs else (1, max(1, sum(abs(g))))
        q = q * np.dot(s, y) / np.dot(y, y)  # the newest curvature
        for s, y in pairs:
            q = q + (shares.pop() - y @ q / (s @ y)) * s
        after, here, slopes = wolfe(loss, gradient, w, here, g, q)
        s, y = after - w, slopes - g
        pairs = [*pairs, (s, y)][-int(memory) :] if s @ y > 0 else pairs
        path, w, g = [*path, after], after, slopes
    return np.array(path)
