"""Five ways to scale the same columns, and the condition number of each."""

import numpy as np

X = [[2, 1, 1000], [3, 2, 1500], [4, 2, 1800], [3, 3, 2000], [5, 4, 3000]]
X = np.array(X, dtype=float)
low, high = X.min(axis=0), X.max(axis=0)
forms = {
    "from 0 to 1": (X - low) / (high - low),
    "from -0.5 to 0.5": (X - low) / (high - low) - 0.5,
    "from -1 to 1": 2 * (X - low) / (high - low) - 1,
    "range 2, mean 0": 2 * (X - X.mean(axis=0)) / (high - low),
    "standardised": (X - X.mean(axis=0)) / X.std(axis=0),
}
for name, columns in forms.items():
    A = np.column_stack([np.ones(5), columns])
    eigenvalues = np.linalg.eigvalsh(2 / 5 * A.T @ A)
    print(f"{name:16}  {eigenvalues[-1] / eigenvalues[0]:7.1f}")
