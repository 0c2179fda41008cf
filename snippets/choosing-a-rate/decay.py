"""Shrinking rates: how far they lead, and how high the loss climbs before."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])

for start, shrink in [(0.01, 1.0), (0.028, 0.97), (0.05, 0.97)]:
    w, error = np.zeros(2), -y
    losses = [np.mean(error**2)]
    rates = start * shrink ** np.arange(1000)
    for learning_rate in rates:
        w = w - learning_rate * (2 / 100 * X.T @ error)
        error = X @ w - y
        losses.append(np.mean(error**2))
    print(
        f"{start} times {shrink} a step: rates sum to {rates.sum():.2f},",
        end="",
    )
    print(f" highest loss {max(losses):.3g}, last {losses[-1]:.3g}")
