"""Descent until the gradient is short tells done, slow and diverging apart."""

import numpy as np


def descend_until(loss, gradient, start, learning_rate, tolerance, limit=10**5):
    """Descend until the gradient is `tolerance` times as long as at the start.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). Returns
    w and the number of steps; from near a minimum, rounding may forbid a small
    tolerance. Raises OverflowError if loss or gradient is not finite, or the
    loss over the first by 1000 (1 + its size), RuntimeError if `limit` steps
    do not suffice, and ValueError for a setting or a shape that is not right.
    """
    given = learning_rate, tolerance, limit
    if not all(0 < each < np.inf for each in given) or limit % 1:
        raise ValueError(f"learning_rate, tolerance, whole limit > 0: {given}")
    w, first = np.array(start, dtype=float), None
    if w.ndim != 1 or w.size == 0 or not np.isfinite(w).all():
        raise ValueError("start must be finite, of shape (d,)")
    for step in range(int(limit) + 1):
        height, g = loss(w), np.array(gradient(w), dtype=float)
        if g.shape != w.shape:
            raise ValueError("gradient must have the shape (d,) of start")
        rest = np.linalg.norm(g)
        if first is None:
            first, ceiling = rest, height + 1000 * (1 + abs(height))
        if not np.isfinite([height, rest]).all() or height > ceiling:
            raise OverflowError(f"diverges: loss {height:.3g} at step {step}")
        if rest <= tolerance * first:
            return w, step
        w = w - learning_rate * g
    raise RuntimeError(f"not converged: gradient at {rest / first:.0%}")


rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
problem = lambda w: np.mean((X @ w - y) ** 2), lambda w: X.T @ (X @ w - y) / 50
for rate in [1e-11, 0.001, 0.02, 0.03]:
    try:
        _, step = descend_until(*problem, np.zeros(2), rate, 1e-6, 20_000)
        print(f"rate {rate}: converged at step {step}")
    except (RuntimeError, OverflowError) as reason:
        print(f"rate {rate}: {reason}")
