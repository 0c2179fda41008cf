import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
X = np.column_stack([x, np.ones(100)])

for value in np.linalg.eigvalsh(2 / 100 * X.T @ X)[::-1]:
    factor = 1 - 0.01 * value
    predicted = np.ceil(np.log(0.001) / np.log(abs(factor)))
    error, steps = 1.0, 0
    while abs(error) >= 0.001:
        error, steps = factor * error, steps + 1
    print(f"eigenvalue {value:7.4f}  {predicted:.0f} steps, counted {steps}")
