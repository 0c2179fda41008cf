import numpy as np


def descend_until(loss, gradient, start, learning_rate, tolerance, limit=10**5):
    """Descend until the gradient is `tolerance` times as long as at the start.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). Returns
    w and the number of steps. Raises OverflowError as soon as the loss is not
    finite, or over the start's by 1000 times its size; RuntimeError if `limit`
    steps do not suffice; ValueError for a rate or tolerance that is not
    positive and finite, and for a start that is not one-dimensional.
    """
    settings = np.array([learning_rate, tolerance, limit])
    if not (np.isfinite(settings).all() and (settings > 0).all()):
        raise ValueError("rate, tolerance and limit must be positive, finite")
    w = np.array(start, dtype=float)
    g, first = gradient(w), loss(w)
    if w.ndim != 1 or np.shape(g) != w.shape:
        raise ValueError("start and gradient must both have shape (d,)")
    goal = tolerance * np.linalg.norm(g)
    for step in range(limit + 1):
        if not loss(w) <= first + 1000 * abs(first):  # catches nan, too
            raise OverflowError(f"diverges: loss {loss(w):.3g} at step {step}")
        if np.linalg.norm(g) <= goal:
            return w, step
        w = w - learning_rate * g
        g = gradient(w)
    share = np.linalg.norm(g) * tolerance / goal
    raise RuntimeError(f"not converged: gradient {share:.2g} of its start")


rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
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
