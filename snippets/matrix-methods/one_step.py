"""What three methods make of the singular values of one gradient."""

import numpy as np


def root(matrix, power):  # of a symmetric matrix, by its eigenvalues
    values, vectors = np.linalg.eigh(matrix)
    return vectors * np.maximum(values, 1e-24) ** power @ vectors.T


def newton_schulz(G):  # five steps, no singular value is computed
    X = G / np.linalg.norm(G)
    for _ in range(5):
        A = X @ X.T
        X = 3.4445 * X + (-4.7750 * A + 2.0315 * A @ A) @ X
    return X


rng = np.random.default_rng(1)
left, right = (np.linalg.qr(rng.normal(size=(4, 4)))[0] for _ in range(2))
G = left @ np.diag([2.0, 1.0, 0.3, 0.05]) @ right.T  # slopes of one layer
steps = {
    "gradient": G,
    "Adam": np.sign(G),
    "Shampoo": root(G @ G.T, -1 / 4) @ G @ root(G.T @ G, -1 / 4),
    "Muon": newton_schulz(G),
}
print("first step   its singular values")
for name, step in steps.items():
    values = np.linalg.svd(step, compute_uv=False)
    print(f"{name:11}", *(f"{value:6.3f}" for value in values))
