"""The learning rate doubled again and again: how many steps each rate needs."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)
X = X[:, [2, 3]]  # body mass index and blood pressure of 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best = np.linalg.lstsq(X, y)[0]
eigenvalues = np.linalg.eigvalsh(2 / 442 * X.T @ X)

counts = {}
for learning_rate in (0.05, 0.1, 0.2, 0.4, 0.7):
    w, steps = np.zeros(3), 0
    while np.max(np.abs(w - best)) >= 0.01:
        w = w - learning_rate * 2 / 442 * X.T @ (X @ w - y)
        steps += 1
    counts[learning_rate] = steps
for learning_rate, steps in counts.items():
    verdict = "  slowest" if steps == max(counts.values()) else ""
    print(f"rate {learning_rate}: {steps:3} steps{verdict}")
print("curvatures", *eigenvalues.round(2), end="; ")
print(f"bound {2 / eigenvalues[-1]:.4f}")
