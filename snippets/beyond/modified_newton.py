"""Newton's method made to descend, to keep: from each start into a valley."""

import numpy as np


def modified_newton(loss, gradient, hessian, start, steps, floor=1e-6):
    """Newton's method with |eigenvalues| and backtracking, which descends.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,) and
    `hessian` to (d, d). No |eigenvalue| counts as less than `floor`. Returns
    the path, shape (steps + 1, d); it stays where no step lowers the loss.
    Raises ValueError for bad input. Source: Dauphin et al. 2014.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or steps < 0 or not floor > 0:
        raise ValueError(f"bad start, steps or floor: {start, steps, floor}")
    for _ in range(steps):
        w, rate = path[-1], 1.0
        if np.shape(gradient(w)) != w.shape:
            raise ValueError(f"gradient of shape {np.shape(gradient(w))}")
        eigenvalues, directions = np.linalg.eigh(hessian(w))
        g = directions.T @ gradient(w)
        step = directions @ (g / np.maximum(abs(eigenvalues), floor))
        enough = 1e-4 * (gradient(w) @ step)
        while loss(w - rate * step) > loss(w) - rate * enough and rate > 1e-9:
            rate = rate / 2
        path.append(w - rate * step if rate > 1e-9 else w)
    return np.array(path)


def loss(w):
    return float(np.sum(w**4 - 3 * w**2 + 0.5 * w))


def gradient(w):
    return 4 * w**3 - 6 * w + 0.5


def hessian(w):
    return np.diag(12 * w**2 - 6)


for start in [0.084, 0.5, 0.65, 0.72, 1.5]:
    path = modified_newton(loss, gradient, hessian, [start], 25)[:, 0]
    print(*(f"{x:6.3f} " for x in path[:6]), f"... {path[-1]:6.3f}")
