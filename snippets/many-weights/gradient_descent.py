"""Gradient descent, as a function to keep, reaches least squares."""

import numpy as np


def gradient_descent(gradient, start, steps, learning_rate):
    """Return the path of gradient descent (Cauchy 1847), start first.

    `gradient` maps w, shape (d,), to the gradient there, shape (d,), in the
    loss's unit per unit of w. `start` has shape (d,); row k of the path, shape
    (steps + 1, d), is w after k steps. A diverging run is not stopped: it grows,
    perhaps to inf or nan. Raises ValueError for a start not a finite vector,
    steps not a whole number from 0 on, a rate not positive, a gradient's shape.
    """
    start = np.array(start, dtype=float)
    if start.ndim != 1 or not np.all(np.isfinite(start)) or not start.size:
        raise ValueError(f"not a vector of finite numbers: {start=}")
    whole = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if not whole or steps < 0:
        raise ValueError(f"not a whole number from 0 on: {steps=}")
    if np.ndim(learning_rate) or not 0 < learning_rate < np.inf:
        raise ValueError(f"not positive and finite: {learning_rate=}")
    path = np.empty((int(steps) + 1, len(start)))
    path[0] = start
    for k in range(steps):
        g = np.asarray(gradient(path[k].copy()), dtype=float)
        if g.shape != start.shape:
            raise ValueError(f"gradient {g.shape}, but start {start.shape}")
        path[k + 1] = path[k] - learning_rate * g
    return path


rng = np.random.default_rng(1)
X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
y = X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)


def gradient(w):
    return 2 / 50 * X.T @ (X @ w - y)


path = gradient_descent(gradient, np.zeros(4), 100, learning_rate=0.5)
for k in [0, 1, 10, 100]:
    print(f"step {k:3}", path[k].round(4))
print("lstsq   ", np.linalg.lstsq(X, y)[0].round(4))
