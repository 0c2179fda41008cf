"""Four learning rates under one rule: stop when the loss hardly changes."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)

small = 1e-6  # the threshold of the rule
stops = {}
for learning_rate in [1e-11, 0.001, 0.02, 0.03]:
    w, loss, change, step = np.zeros(2), np.mean(y**2), np.inf, 0
    while not change < small and step < 3000:
        w = w - learning_rate * (2 / 100 * X.T @ (X @ w - y))
        previous, loss = loss, np.mean((X @ w - y) ** 2)
        change, step = abs(previous - loss), step + 1
    stops[learning_rate] = step, loss - least, change < small
first = min(step for step, _, stopped in stops.values() if stopped)
for learning_rate, (step, above, stopped) in stops.items():
    verdict = "still running" if not stopped else "stopped"
    verdict = "the first to stop" if step == first else verdict
    print(f"rate {learning_rate}: {verdict} at step {step},", end=" ")
    print(f"loss {above:.3g} above the least")
bound = 2 / np.linalg.eigvalsh(2 / 100 * X.T @ X)[1]
squared = np.sum((2 / 100 * X.T @ y) ** 2)  # the gradient at zero, squared
print(f"one step is enough for the rule at rates below {small / squared:.2e}")
print(f"rates converge below {bound:.4f}")
