"""Proximal gradient steps with momentum, to keep: FISTA."""

import numpy as np


def fista(gradient, prox, start, steps, learning_rate):
    """Descend on a smooth loss plus one with a kink, with growing momentum.

    `gradient` is that of the smooth part and maps w, shape (d,), to shape
    (d,); `prox(v, learning_rate)` returns the w with the least learning_rate
    times the other part plus half the squared distance to v. Returns the path,
    shape (steps + 1, d). Raises ValueError for a rate that is not positive and
    finite, steps that are no count, or a start, gradient or prox not finite or
    of another shape. Source: Beck and Teboulle 2009.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not path[0].size or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if not (abs(steps) // 1 == steps and 0 < learning_rate < np.inf):
        raise ValueError(f"want a count, (0, inf): {steps=}, {learning_rate=}")
    ahead, t = path[0], 1.0
    for _ in range(int(steps)):
        g = np.array(gradient(ahead.copy()), dtype=float)
        if g.shape != ahead.shape or not np.isfinite(g).all():
            raise ValueError(f"gradient {g}, at {ahead}")
        w = np.array(prox(ahead - learning_rate * g, learning_rate), float)
        if w.shape != g.shape or not np.isfinite(w).all():
            raise ValueError(f"prox returns {w}")
        longer = (1 + np.sqrt(1 + 4 * t**2)) / 2
        ahead, t = w + (t - 1) / longer * (w - path[-1]), longer
        path.append(w)
    return np.array(path)


def shrink(v, rate):  # for the penalty |w_1| + |w_2|
    return np.sign(v) * np.maximum(abs(v) - rate, 0)


target = np.array([3.0, 0.4])  # loss: half the squared distance to it
path = fista(lambda w: w - target, shrink, [0.0, 2.0], 20, 0.5)
for k in [0, 1, 2, 5, 20]:
    print(f"step {k:2}  {path[k, 0]:6.3f}  {path[k, 1]:6.3f}")
