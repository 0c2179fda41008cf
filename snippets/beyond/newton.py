"""Newton's method, to keep: on a quadratic one step goes where it is flat."""

import numpy as np


def newton(gradient, hessian, start, steps):
    """Newton's method for a point where the gradient is zero.

    `gradient` maps w, shape (d,), to shape (d,), `hessian` to shape (d, d).
    Returns the path, shape (steps + 1, d), its first row the start. Raises
    ValueError for bad input, numpy.linalg.LinAlgError where a Hessian is
    singular. Source: Nocedal and Wright 2006, chapter 3.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or steps < 0:
        raise ValueError("start must be one-dimensional, steps not negative")
    for _ in range(steps):
        w = path[-1]
        g, h = np.asarray(gradient(w)), np.asarray(hessian(w))
        if g.shape != w.shape or h.shape != (len(w), len(w)):
            raise ValueError(f"shapes {g.shape}, {h.shape} for w {w.shape}")
        path.append(w - np.linalg.solve(h, g))
    return np.array(path)


stationary = np.array([3.0, -2.0])
turn = np.array([[0.8, -0.6], [0.6, 0.8]])  # the axes, turned by 37 degrees
shapes = {"bowl": (2, 1), "valley": (1_000_000, 1)}
for name, (a, b) in (shapes | {"hill": (-2, -1), "saddle": (2, -1)}).items():
    h = turn @ np.diag([a, b]) @ turn.T

    def gradient(w, h=h):
        return h @ (w - stationary)

    x, y = newton(gradient, lambda w, h=h: h, [9, 9], 1)[-1]
    print(f"{name:<7}eigenvalues {a:>7}, {b:>2}", end="")
    print(f"  one step to {x:.4f}, {y:.4f}")
