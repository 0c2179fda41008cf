"""Lion, to keep: every weight moves by the same length at every step."""

import numpy as np


def lion(gradient, start, steps, learning_rate, beta1=0.9, beta2=0.99):
    """Step by the rate times the sign of a mixture of momentum and slope.

    `gradient` maps w, shape (d,), to shape (d,); `start` has shape (d,).
    Returns the path, shape (steps + 1, d). Raises ValueError for a rate or
    beta out of range, steps that are no count, a start or gradient not finite
    or of another shape. Source: Chen et al. 2023, without decay of the weights.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not path[0].size or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if not (abs(steps) // 1 == steps and 0 < learning_rate < np.inf):
        raise ValueError(f"want a count, (0, inf): {steps=}, {learning_rate=}")
    if not (0 <= beta1 < 1 and 0 <= beta2 < 1):
        raise ValueError(f"want [0, 1): {beta1=}, {beta2=}")
    m = np.zeros(len(path[0]))
    for _ in range(int(steps)):
        g = np.array(gradient(path[-1].copy()), dtype=float)
        if g.shape != m.shape or not np.isfinite(g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        step = np.sign(beta1 * m + (1 - beta1) * g)  # a tenth of it is new
        m = beta2 * m + (1 - beta2) * g  # which forgets more slowly
        path.append(path[-1] - learning_rate * step)
    return np.array(path)


curvature = np.array([1.0, 10_000.0])
path = lion(lambda w: curvature * w, [1.003, 0.303], 200, learning_rate=0.01)
for k in [0, 1, 2, 50, 100, 200]:
    print(f"step {k:3}  {path[k, 0]:7.4f}  {path[k, 1]:7.4f}")
