"""Gradient descent that projects after each step, to keep."""

import numpy as np


def projected_descent(gradient, project, start, steps, learning_rate):
    """Step against the gradient, then go to the nearest point allowed.

    `gradient` and `project` map w, shape (d,), to shape (d,); `project` gives
    the nearest allowed point. Returns the path, shape (steps + 1, d), its first
    row the projected start. Raises ValueError for a rate that is not positive
    and finite, steps that are no count, or a start, gradient or projection not
    finite or of another shape. Source: Goldstein 1964.
    """
    w = np.array(start, dtype=float)
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if not (abs(steps) // 1 == steps and 0 < learning_rate < np.inf):
        raise ValueError(f"want a count, (0, inf): {steps=}, {learning_rate=}")
    path, g = [], np.zeros(w.shape)
    for step in range(int(steps) + 1):
        if step:
            g = np.array(gradient(w.copy()), dtype=float)
        if g.shape != w.shape or not np.isfinite(g).all():
            raise ValueError(f"gradient {g}, at {w}")
        w = np.array(project(w - learning_rate * g), dtype=float)
        if w.shape != g.shape or not np.isfinite(w).all():
            raise ValueError(f"project returns {w}")
        path.append(w)
    return np.array(path)


hessian, lowest = np.array([[2.0, 1.6], [1.6, 2.0]]), np.array([3.0, -1.0])
path = projected_descent(
    lambda w: hessian @ (w - lowest),
    lambda w: np.maximum(w, 0),
    [0.5, 2.5],
    40,
    0.25,
)
for k in [0, 1, 2, 10, 40]:
    print(f"step {k:2}  {path[k, 0]:.4f}  {path[k, 1]:.4f}")
