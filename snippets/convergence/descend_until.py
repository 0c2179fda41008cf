"""Descent until the gradient is short tells done, slow and diverging apart."""

import numpy as np


def descend_until(loss, gradient, start, learning_rate, tolerance, limit=10**5):
    """Descend until the gradient is `tolerance` times as long as at the start.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). Returns
    w and the number of steps; from near a minimum, rounding may forbid a small
    tolerance. Raises OverflowError if the loss is not finite or over the first
    by 1000 (1 + its size), RuntimeError if `limit` steps do not suffice, and
    ValueError for a setting not positive and finite, or another shape.
    """
    if not all(0 < each < np.inf for each in (learning_rate, tolerance, limit)):
        raise ValueError("rate, tolerance and limit must be positive, finite")
    w = np.array(start, dtype=float)
    g = gradient(w)
    if w.ndim != 1 or np.shape(g) != w.shape:
        raise ValueError("start and gradient must both have shape (d,)")
    first, ceiling = np.linalg.norm(g), loss(w) + 1000 * (1 + abs(loss(w)))
    for step in range(limit + 1):
        rest = np.linalg.norm(g)
        if not np.isfinite(loss(w)) or loss(w) > ceiling:
            raise OverflowError(f"diverges: loss {loss(w):.3g} at step {step}")
        if rest <= tolerance * first:
            return w, step
        w = w - learning_rate * g
        g = gradient(w)
    raise RuntimeError(f"not converged: gradient at {rest / first:.0%}")


rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
problem = (
    lambda w: np.mean((X @ w - y) ** 2),
    lambda w: 2 / 100 * X.T @ (X @ w - y),
)
for rate in [1e-11, 0.001, 0.02, 0.03]:
    try:
        _, step = descend_until(*problem, np.zeros(2), rate, 1e-6, 20_000)
        print(f"rate {rate}: converged at step {step}")
    except (RuntimeError, OverflowError) as reason:
        print(f"rate {rate}: {reason}")
