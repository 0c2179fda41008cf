"""Four mistakes in one fit: the loss that each reports, beside the true one."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
print(f"least possible loss {least:.3f}")

every, last = np.arange(100), np.array([99])
reports = {}
for mistake, learning_rate, rows, steps, factor in [
    ("rate too large", 0.03, every, 300, 1),
    ("one case for all", 0.01, last, 300, 1),
    ("100 steps", 0.01, every, 100, 1),
    ("half the mean", 0.01, every, 300, 1 / 2),
]:
    w = np.zeros(2)
    for _ in range(steps):
        error = X[rows] @ w - y[rows]
        w = w - learning_rate * (2 / len(rows) * X[rows].T @ error)
    reported = factor * np.mean((X[rows] @ w - y[rows]) ** 2)
    true = np.mean((X @ w - y) ** 2)
    reports[mistake] = round(reported, 2), round(true, 2)

lowest = min(reported for reported, _ in reports.values())
for mistake, (reported, true) in reports.items():
    note = "  the lowest" if reported == lowest else ""
    print(f"{mistake:<16} reports {reported:9.3g}, is {true:9.3g}{note}")
