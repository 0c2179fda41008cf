"""Step 4, see each layer move: the first layer never gets its update."""

import numpy as np
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(1797)
X, y = X[order] / 16, y[order]


def forward(W, X):
    hidden = np.tanh(X @ W[0])
    odds = np.exp(hidden @ W[1])
    return hidden, np.log(odds / odds.sum(axis=1, keepdims=True))


def loss(W, X, y):
    return -np.mean(forward(W, X)[1][np.arange(len(y)), y])


for name, layers in {"sound": [0, 1], "frozen": [1]}.items():
    rng = np.random.default_rng(1)
    W = [rng.normal(0, 1 / 8, (64, 32)), rng.normal(0, 0.1, (32, 10))]
    start = [w.copy() for w in W]
    for update in range(1, 301):
        rows = rng.integers(1000, size=32)
        hidden, logs = forward(W, X[rows])
        error = (np.exp(logs) - np.eye(10)[y[rows]]) / 32
        G = [X[rows].T @ (error @ W[1].T * (1 - hidden**2)), hidden.T @ error]
        for layer in layers:
            W[layer] = W[layer] - 0.5 * G[layer]
        if update == 10:
            moved = [
                np.linalg.norm(w - old) / np.linalg.norm(old)
                for w, old in zip(W, start, strict=True)
            ]
    print(f"{name:<6} moved by {moved[0]:.2f} and {moved[1]:.2f}", end=", ")
    print(f"loss after 300 updates {loss(W, X[:1000], y[:1000]):.2f}")
