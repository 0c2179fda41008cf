"""Newton's method made to descend, to keep: from each start into a valley."""

import numpy as np


def modified_newton(loss, gradient, hessian, start, steps, floor=1e-6, c=1e-4):
    """Newton's method with |eigenvalues| and backtracking, which descends.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,), `hessian`
    to (d, d), symmetric. No |eigenvalue| counts as less than `floor`; the loss
    must fall by `c` of what the slope promises. Returns the path, shape
    (steps + 1, d); it stays where no step does that. Raises ValueError for bad
    input. Source: Nocedal and Wright 2006, chapter 3; Dauphin et al. 2014.
    """
    w = np.array(start, dtype=float)
    counts = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError(f"start must be a finite vector, not {start}")
    if not (counts and steps >= 0 and 0 < floor < np.inf and 0 < c < 1):
        raise ValueError(f"want a count, > 0, (0, 1): {steps=}, {floor=}, {c=}")
    path, here = [w], loss(w)
    for _ in range(steps):
        g, h = np.array(gradient(w), float), np.array(hessian(w), float)
        if (g.shape, h.shape) != (w.shape, w.shape * 2) or np.ndim(here):
            raise ValueError("loss, gradient or hessian has a bad shape")
        if not np.isfinite([here, *g, *h.ravel()]).all():
            raise ValueError(f"loss, gradient or hessian is not finite at {w}")
        eigenvalues, directions = np.linalg.eigh(h)
        divisors = np.maximum(abs(eigenvalues), floor)
        step, rate = directions @ (directions.T @ g / divisors), 1.0
        there = loss(w - step)
        while not there <= here - rate * c * (g @ step) and rate > 1e-9:
            rate = rate / 2  # too little, or nan: outside of the domain
            there = loss(w - rate * step)
        w, here = (w - rate * step, there) if rate > 1e-9 else (w, here)
        path.append(w)
    return np.array(path)


slope = (lambda w: 4 * w**3 - 6 * w + 0.5), (lambda w: np.diag(12 * w**2 - 6))
quartic = (lambda w: float(np.sum(w**4 - 3 * w**2 + 0.5 * w))), *slope
print("the start, the next five places ...  and the last")
for start in [0.084, 0.5, 0.65, 0.72, 1.5]:
    path = modified_newton(*quartic, [start], 25)[:, 0]
    print(*(f"{x:6.3f} " for x in path[:6]), f"... {path[-1]:6.3f}")
