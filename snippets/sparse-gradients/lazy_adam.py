"""Lazy Adam, to keep: a row that is not seen stays, and so do its means."""

import numpy as np


def lazy_adam(
    gradient, W, steps, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Adam on a table, at each step for the rows alone that have a slope.

    `gradient` maps a table, shape (m, n), to shape (m, n); rows of zeros count
    as not seen. `W` is the start, of shape (m, n). Returns the path, shape
    (steps + 1, m, n). Raises ValueError for a rate or epsilon that is not
    positive and finite, betas outside [0, 1), steps that are no count, a start
    or gradient not finite or of another shape. Source: PyTorch's SparseAdam.
    """
    path = [np.array(W, dtype=float)]
    if path[0].ndim != 2 or not path[0].size or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (m, n): {W=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"no count: {steps=}")
    if not 0 < learning_rate < np.inf > epsilon > 0:
        raise ValueError(f"want (0, inf): {learning_rate=}, {epsilon=}")
    if not 0 <= beta1 < 1 > beta2 >= 0:
        raise ValueError(f"want [0, 1): {beta1=}, {beta2=}")
    m, v = np.zeros((2, *path[0].shape))
    for t in np.arange(1, 1 + float(steps)):
        w, g = path[-1].copy(), np.array(gradient(path[-1].copy()), dtype=float)
        if g.shape != w.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {w}")
        seen = g.any(axis=1)
        m[seen] = beta1 * m[seen] + (1 - beta1) * g[seen]
        v[seen] = beta2 * v[seen] + (1 - beta2) * g[seen] ** 2
        rate = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        w[seen] -= rate * m[seen] / (np.sqrt(v[seen]) + epsilon)
        path.append(w)
    return np.array(path)


comes = iter(np.arange(1, 401)[:, None] % [1, 40] == 0)  # 2nd row: every 40th
path = lazy_adam(lambda W: W * next(comes)[:, None], np.ones((2, 1)), 400, 0.01)
print("          1st row  2nd row")
for k in [1, 39, 40, 79, 80, 120]:
    print(f"step {k:3}  {path[k, 0, 0]:7.4f}  {path[k, 1, 0]:.4f}")
