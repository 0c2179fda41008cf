"""How near the loss must come decides the length of gradient to stop at."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
least = np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2)
smallest = np.linalg.eigvalsh(2 / 100 * X.T @ X)[0]

goal = np.sqrt(2 * smallest * 0.001)
print(f"stop at a gradient of length {goal:.4f}")
for learning_rate in [0.001, 0.01, 0.02, 0.028]:
    w, step, gradient = np.zeros(2), 0, -2 / 100 * X.T @ y
    while np.linalg.norm(gradient) > goal:
        w, step = w - learning_rate * gradient, step + 1
        gradient = 2 / 100 * X.T @ (X @ w - y)
    above = np.mean((X @ w - y) ** 2) - least
    print(f"rate {learning_rate}: step {step}, {above:.6f} above the least")
