"""Gauss–Newton steps with a damping that learns, to keep."""

import numpy as np


def levenberg_marquardt(residuals, jacobian, start, steps, damping=1.0):
    """Fit by least squares, each step as long as the last ones deserved.

    `residuals` maps w, shape (d,), to shape (n,), `jacobian` to shape (n, d),
    their slopes. A step that lowers the loss divides the damping by 3, another
    is not taken, and doubles it. Returns the path, shape (steps + 1, d). Raises
    ValueError for a damping that is not positive and finite, steps that are no
    count, or what is not finite or of another shape. Source: Marquardt 1963.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not path[0].size or abs(steps) // 1 != steps:
        raise ValueError(f"want shape (d,), a count: {start=}, {steps=}")
    if not 0 < damping < np.inf:
        raise ValueError(f"want (0, inf): {damping=}")
    r = np.array(residuals(path[0].copy()), dtype=float)
    for _ in range(int(steps)):
        w, J = path[-1], np.array(jacobian(path[-1].copy()), dtype=float)
        if (
            J.shape != r.shape + w.shape
            or not np.isfinite([*r, *w, *J.flat]).all()
        ):
            raise ValueError(f"start {w}, residuals {r} or jacobian {J}")
        matrix = J.T @ J + damping * np.eye(w.size)
        after = w - np.linalg.solve(matrix, J.T @ r)
        fresh = np.array(residuals(after.copy()), dtype=float)
        better = fresh @ fresh < r @ r  # not where it is nan
        path.append(after if better else w)
        r, damping = (fresh, damping / 3) if better else (r, damping * 2)
    return np.array(path)


t = np.linspace(0, 4, 30)
y = 5 * np.exp(-0.8 * t) + np.random.default_rng(1).normal(0, 0.1, 30)
fit, slopes = (
    lambda w: w[0] * np.exp(-w[1] * t) - y,
    lambda w: np.outer(np.exp(-w[1] * t), [1, -w[0]]) * [[1, a] for a in t],
)
path = levenberg_marquardt(fit, slopes, [1.0, 4.0], 30)
for k in [0, 5, 10, 20, 30]:
    print(f"step {k:2}  amount {path[k, 0]:6.3f}, rate {path[k, 1]:6.3f}")
