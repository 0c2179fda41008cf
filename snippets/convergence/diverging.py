"""How a stopping rule is written decides what becomes of a diverging run."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])


def run(keep_going):
    w, step, loss, change = np.zeros(2), 0, np.mean(y**2), np.inf
    while keep_going(change) and step < 20_000:
        w = w - 0.03 * (2 / 100 * X.T @ (X @ w - y))
        previous, loss = loss, np.mean((X @ w - y) ** 2)
        change, step = abs(previous - loss), step + 1
    return step, loss


with np.errstate(over="ignore", invalid="ignore"):  # it is meant to diverge
    step, loss = run(lambda change: not change < 1e-6)
    print(f"until the change is small:  step {step}, loss {loss}")
    step, loss = run(lambda change: change >= 1e-6)
    print(f"while the change is large:  step {step}, loss {loss}")
