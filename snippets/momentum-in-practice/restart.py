"""Growing momentum, restarted when a move goes uphill, against a tuned one."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
best = np.linalg.lstsq(X, y)[0]
m, L = np.linalg.eigvalsh(2 / 100 * X.T @ X)
q = (L / m) ** 0.5


def steps_needed(restart=False, fixed=None):
    w, velocity, beta, age = np.zeros(2), np.zeros(2), 0, 0
    steps = restarts = 0
    while np.linalg.norm(w - best) >= 0.001:
        gradient = 2 / 100 * X.T @ (X @ w - y)
        velocity = beta * velocity + gradient
        if restart and gradient @ velocity < 0:  # the last move went uphill
            velocity, age, restarts = np.zeros(2), 0, restarts + 1
        beta = age / (age + 3) if fixed is None else fixed
        w = w - (gradient + beta * velocity) / L
        steps, age = steps + 1, age + 1
    return f"{steps} steps, restarts: {restarts}"


print(f"tuned, knows both eigenvalues  {steps_needed(fixed=(q - 1) / (q + 1))}")
print(f"growing momentum               {steps_needed()}")
print(f"growing, restarted             {steps_needed(restart=True)}")
