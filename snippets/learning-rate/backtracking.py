"""Backtracking halves the rate of a step until the loss falls enough."""

import numpy as np


def backtracking_step(loss, gradient, w, rate=1.0, shrink=0.5, fraction=0.5):
    """Take one step, its rate halved until the loss falls enough (Armijo 1966).

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). Returns
    the new w and the rate used. Raises ValueError where `shrink` or `fraction`
    is not between 0 and 1, or where no rate lowers the loss, as happens at a
    minimum: the loss rounds before w does.
    """
    if not (0 < shrink < 1 and 0 < fraction < 1):
        raise ValueError(f"not between 0 and 1: {shrink=}, {fraction=}")
    here, g = loss(w), gradient(w)
    while np.any(w - rate * g != w):
        after = w - rate * g
        if loss(after) <= here - fraction * rate * (g @ g):
            return after, rate
        rate = rate * shrink
    raise ValueError("no rate lowers the loss: a minimum, or a wrong gradient")


rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
calls = 0


def loss(w):
    global calls
    calls += 1
    return np.mean((X @ w - y) ** 2)


w, rates = np.zeros(2), []
for _ in range(100):
    w, rate = backtracking_step(loss, lambda w: 2 / 100 * X.T @ (X @ w - y), w)
    rates.append(rate)
print(f"rates from {min(rates):.5f} to {max(rates):.5f}")
print(f"{calls / 100:.1f} losses computed for each step")
print(f"loss after 100 steps {loss(w):.6f}")
print(f"least possible loss  {loss(np.linalg.lstsq(X, y)[0]):.6f}")
