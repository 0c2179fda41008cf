"""The first values of w at four rates, which tell what each will do."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
for learning_rate in [0.025, 0.001, 0.029, 0.005]:
    w, b, path = 0.0, 0.0, []
    for _ in range(6):
        path.append(f"{w:.2f}")
        error = w * x + b - y
        w = w - learning_rate * 2 * np.mean(error * x)
        b = b - learning_rate * 2 * np.mean(error)
    print(f"{', '.join(path)}: rate {learning_rate}")
