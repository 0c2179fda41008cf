"""Nesterov's momentum, to keep: four rates in a narrow valley."""

import numpy as np


def nesterov(gradient, start, steps, learning_rate, momentum=0.9):
    """Return the path of Nesterov momentum (Nesterov 1983), PyTorch's form.

    `gradient` maps w, shape (d,), to shape (d,). Row 0 of the path, shape
    (steps + 1, d), is the start; the velocity starts at zero. The update is
    v = momentum * v + g, then w = w - learning_rate * (g + momentum * v),
    where g = gradient(w).
    Raises ValueError for a rate that is not positive and finite, momentum
    outside [0, 1), steps that are no count, a start that is not finite, and
    for other shapes. A run that explodes grows, perhaps to inf and nan.
    """
    w = np.array(start, dtype=float)
    if not 0 < learning_rate < np.inf or not 0 <= momentum < 1:
        raise ValueError(f"want > 0, in [0, 1): {learning_rate=}, {momentum=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"steps must be 0, 1, 2, ..., not {steps}")
    if w.ndim != 1 or not (w.size and np.isfinite(w).all()):
        raise ValueError(f"start must be finite, of shape (d,), not {start}")
    velocity, path = np.zeros_like(w), [w]
    for _ in range(int(steps)):
        slope = np.asarray(gradient(w.copy()), dtype=float)
        if slope.shape != w.shape:
            raise ValueError(f"gradient {slope.shape}, weights {w.shape}")
        velocity = momentum * velocity + slope
        w = w - learning_rate * (slope + momentum * velocity)
        path.append(w)
    return np.array(path)


hessian = np.diag([1.0, 100.0])  # a valley, 100 times as steep across
for learning_rate in [0.001, 0.01, 0.013, 0.014]:
    path = nesterov(lambda w: hessian @ w, [1.0, 1.0], 200, learning_rate)
    along, across = np.abs(path[200])
    print(f"rate {learning_rate:<6} after 200 steps", end=" ")
    print(f"along {along:.1e}, across {across:.1e}")
