"""The heavy ball, to keep: on a constant slope its strides grow to a limit."""

import numpy as np


def heavy_ball(gradient, start, steps, learning_rate, momentum=0.9):
    """Return the path of gradient descent with momentum (Polyak 1964).

    `gradient` maps w, shape (d,), to shape (d,). Row 0 of the path, shape
    (steps + 1, d), is the start; the velocity starts at zero. The update is
    PyTorch's: v = momentum * v + gradient(w), then w = w - learning_rate * v.
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
        w = w - learning_rate * velocity
        path.append(w)
    return np.array(path)


for momentum in [0, 0.9]:
    path = heavy_ball(lambda w: np.ones(1), [0.0], 100, 0.01, momentum)
    strides = -np.diff(path[:, 0])
    print(f"momentum {momentum:<3} step 1 goes {strides[0]:.4f}", end=", ")
    print(f"step 10 {strides[9]:.4f}, step 100 {strides[99]:.4f}")
