"""Backtracking halves the rate of a step until the loss falls enough."""

import numpy as np


def backtracking_step(loss, gradient, w, rate=1.0, shrink=0.5, fraction=0.5):
    """Take one step, its rate shrunk until the loss falls enough (Armijo 1966).

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). Returns
    the new w and the rate used. Raises ValueError for a setting out of range,
    for w, loss or gradient of another shape or not finite, or where no rate
    lowers the loss, as happens at a minimum: the loss rounds before w does.
    """
    if not (0 < rate < np.inf and 0 < shrink < 1 and 0 < fraction < 1):
        raise ValueError(f"want > 0, < 1, < 1: {rate=}, {shrink=}, {fraction=}")
    w = np.array(w, dtype=float)
    if w.ndim != 1 or not w.size or not np.isfinite(w).all():
        raise ValueError("w must be finite, of shape (d,)")
    here, g = loss(w), np.array(gradient(w), dtype=float)
    if np.ndim(here) or g.shape != w.shape or not np.isfinite([here, *g]).all():
        raise ValueError("loss and gradient: finite, of shapes () and (d,)")
    while np.any(w - rate * g != w):
        after = w - rate * g
        if -np.inf < loss(after) <= here - fraction * rate * (g @ g):
            return after, rate
        rate = rate * shrink
    raise ValueError("no rate lowers the loss: a minimum, or a wrong gradient")


rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
loss, slopes = lambda w: np.mean((X @ w - y) ** 2), 2 / 100 * X.T
least = loss(np.linalg.lstsq(X, y)[0])
w, fixed, rates = np.zeros(2), np.zeros(2), []
for _ in range(100):
    w, rate = backtracking_step(loss, lambda w: slopes @ (X @ w - y), w)
    rates.append(rate)
losses = np.sum(2 - np.log2(rates))  # each halves from 1, and asks at w too
print(f"rates from {min(rates):.5f} to {max(rates):.5f}")
print(f"losses a step {losses / 100:.1f}")
print(f"100 steps, {loss(w) - least:.6f} above the least")
for _ in range(steps := int(losses / 2) + 100):  # as many products with X
    fixed = fixed - 0.028 * slopes @ (X @ fixed - y)
print(f"{steps} at 0.028, {loss(fixed) - least:.6f} above the least")
