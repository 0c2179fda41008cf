"""Newton's method, to keep: on a quadratic one step goes where it is flat."""

import numpy as np


def newton(gradient, hessian, start, steps):
    """Newton's method for a point where the gradient is zero.

    `gradient` maps w, shape (d,), to shape (d,), `hessian` to shape (d, d).
    Returns the path, shape (steps + 1, d), its first row the start. Raises
    ValueError for bad input and where gradient or Hessian is not finite,
    numpy.linalg.LinAlgError where a Hessian is singular, if rounding does not
    hide that. Source: Nocedal and Wright 2006, chapter 3.
    """
    w = np.array(start, dtype=float)
    if w.ndim != 1 or w.size == 0 or not np.isfinite(w).all():
        raise ValueError(f"start must be a finite vector, not {start}")
    counts = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if not counts or steps < 0:
        raise ValueError(f"steps must be a whole number from 0 on, not {steps}")
    path = [w]
    for _ in range(steps):
        g, h = np.array(gradient(w), float), np.array(hessian(w), float)
        if (g.shape, h.shape) != (w.shape, w.shape * 2):
            raise ValueError(f"shapes: gradient {g.shape}, hessian {h.shape}")
        if not (np.isfinite(g).all() and np.isfinite(h).all()):
            raise ValueError(f"gradient or hessian is not finite at {w}")
        w = w - np.linalg.solve(h, g)
        path.append(w)
    return np.array(path)


stationary = np.array([3.0, -2.0])
turn = np.array([[0.8, -0.6], [0.6, 0.8]])  # the axes, turned by 37 degrees
shapes = {"bowl": (2, 1), "valley": (1_000_000, 1)}
for name, (a, b) in (shapes | {"hill": (-2, -1), "saddle": (2, -1)}).items():
    h = turn @ np.diag([a, b]) @ turn.T
    slope = (lambda w, h=h: h @ (w - stationary)), (lambda w, h=h: h)
    x, y = newton(*slope, [9, 9], 1)[-1]
    print(f"{name:<7}eigenvalues {a:>7}, {b:>2}", end="")
    print(f"  one step to {x:.4f}, {y:.4f}")
