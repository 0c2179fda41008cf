"""Four matrices of curvature for one logistic loss, at one place."""

import numpy as np

rng = np.random.default_rng(1)
X = np.column_stack([rng.normal(size=(200, 2)), np.ones(200)])
y = (rng.random(200) < 1 / (1 + np.exp(-X @ [2, -1, 0.5]))).astype(float)
w = np.array([0.5, 0.5, 0.0])


def gradient(w):  # of the mean logistic loss
    return X.T @ (1 / (1 + np.exp(-X @ w)) - y) / 200


p = 1 / (1 + np.exp(-X @ w))
drawn = rng.random((20_000, 200)) < p  # labels as the model would give them
spread = np.mean((drawn - p) ** 2, axis=0)  # of the slope by each score
h = 1e-5 * np.eye(3)
matrices = {
    "Hessian": [(gradient(w + e) - gradient(w - e)) / 2e-5 for e in h],
    "Gauss–Newton": X.T @ (X * (p * (1 - p))[:, None]) / 200,
    "Fisher": X.T @ (X * spread[:, None]) / 200,
    "from the labels": X.T @ (X * ((y - p) ** 2)[:, None]) / 200,
}
print("                 entries in the first row  ")
for name, matrix in matrices.items():
    row = np.array(matrix)[0]
    away = np.abs(np.array(matrix) - matrices["Hessian"]).max()
    verdict = "another matrix" if away > 0.01 else "the same"
    print(f"{name:<16}", *(f"{entry:7.3f}" for entry in row), f"  {verdict}")
