"""Two standardised columns: their correlation gives the condition number."""

import numpy as np

X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X = np.array(X, dtype=float)
names = ["bedrooms", "bathrooms", "square feet"]
for i, j in [(0, 1), (0, 2), (1, 2)]:
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    eigenvalues = np.linalg.eigvalsh(2 / 5 * Z[:, [i, j]].T @ Z[:, [i, j]])
    r = np.corrcoef(X[:, i], X[:, j])[0, 1]
    print(f"{names[i]} and {names[j]}: r = {r:.4f},", end=" ")
    print(f"(1 + r) / (1 - r) = {(1 + r) / (1 - r):.2f},", end=" ")
    print(f"measured {eigenvalues[1] / eigenvalues[0]:.2f}")
