"""A step that is neither too long nor too short, by Wolfe's conditions."""

import numpy as np


def wolfe_step(loss, gradient, w, rate=1.0, fraction=1e-4, slope=0.9):
    """Take one step that meets Armijo's condition and Wolfe's (Wolfe 1969).

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). The loss
    falls by `fraction` of what the gradient promises, and along the line at
    most the share `slope` of the slope is left. Returns the new w and the
    rate. Raises ValueError for bad input, for a loss or gradient of another
    shape or not finite at w, and where no such rate is found.
    """
    if not (0 < rate < np.inf and 0 < fraction < slope < 1):
        raise ValueError(f"not inf > {rate=} > 0 < {fraction=} < {slope=} < 1")
    w = np.array(w, dtype=float)
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError("w must be finite, of shape (d,)")
    here, g = loss(w), np.array(gradient(w), dtype=float)
    if np.ndim(here) or g.shape != w.shape or not np.isfinite([here, *g]).all():
        raise ValueError("loss and gradient: finite, of shapes () and (d,)")
    short, long = 0.0, np.inf
    while rate < np.inf and np.any(w - rate * g != w):
        after, fall = w - rate * g, fraction * rate * (g @ g)
        falls = -np.inf < loss(after) <= here - fall
        left = np.array(gradient(after)) @ g if falls else np.nan
        if left <= slope * (g @ g):
            return after, rate
        short, long = (short, rate) if np.isnan(left) else (rate, long)
        rate = 2 * short if long == np.inf else (short + long) / 2
    raise ValueError("no rate found: a minimum, a wrong gradient, or no floor")


curvatures, w = np.array([1.0, 6.0]), np.array([4.0, 1.2])
bowl = lambda w: curvatures @ w**2 / 2, lambda w: curvatures * w
g = curvatures * w
lowest = g @ g / (g @ (curvatures * g))
for rate in [1e-3, 1e-2, 1e-1, 1.0, 10.0]:
    found = wolfe_step(*bowl, w, rate)[1]
    print(f"from {rate:<6} {found / lowest:.3f} of the way to the lowest point")
