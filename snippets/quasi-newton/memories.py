"""L-BFGS with memories of four lengths, on real data."""

import numpy as np
from sklearn.datasets import load_breast_cancer

X, y = load_breast_cancer(return_X_y=True)
X = (X - X.mean(axis=0)) / X.std(axis=0)
n, d, m = *X.shape, 0.001
L = np.linalg.eigvalsh(X.T @ X / n)[-1] / 4 + m


def gradient(w):
    return X.T @ (1 / (1 + np.exp(-X @ w)) - y) / n + m * w


def direction(g, pairs):
    q, shares = -g, []
    for s, change in reversed(pairs):
        shares.append(s @ q / (s @ change))
        q = q - shares[-1] * change
    s, change = pairs[-1] if pairs else (1 / L, 1)
    q = q * np.dot(s, change) / np.dot(change, change)
    for s, change in pairs:
        q = q + (shares.pop() - change @ q / (s @ change)) * s
    return q


print("gradients  10    20    30    40")
for memory in [1, 3, 10, 30]:
    w, pairs = np.zeros(d), []
    g, found = gradient(w), []
    for _ in range(61):
        found.append(np.linalg.norm(g))
        step = direction(g, pairs)
        w = w + step
        slopes = gradient(w)
        pairs = [*pairs, (step, slopes - g)][-memory:]
        g = slopes
    print(f"memory {memory:2} ", *(f"{found[k]:.0e}" for k in (10, 20, 30, 40)))
