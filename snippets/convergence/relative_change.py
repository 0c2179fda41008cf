"""A rule on the relative change, too, stops tiny rates at their first step."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)

for learning_rate in [1e-11, 1e-9, 0.001, 0.02]:
    w, loss, change, step = np.zeros(2), np.mean(y**2), np.inf, 0
    while change >= 1e-6 * loss:
        w = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
        previous, loss = loss, np.mean((X @ w - y) ** 2)
        change, step = abs(previous - loss), step + 1
    print(f"rate {learning_rate}: step {step}, {loss - least:.3g} above")
