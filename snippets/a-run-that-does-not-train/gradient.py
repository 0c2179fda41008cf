"""Step 4, check the gradient: the slope of the tanh is forgotten."""

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


def gradient(W, X, y, slope=1):
    hidden, logs = forward(W, X)
    error = (np.exp(logs) - np.eye(10)[y]) / len(y)
    back = error @ W[1].T * (1 - slope * hidden**2)
    return [X.T @ back, hidden.T @ error]


for name, slope in {"sound": 1, "no slope": 0}.items():
    rng, off = np.random.default_rng(1), np.zeros((2, 10))
    W = [rng.normal(0, 1 / 8, (64, 32)), rng.normal(0, 0.1, (32, 10))]
    G = gradient(W, X[:32], y[:32], slope)
    for layer, trial in np.ndindex(off.shape):
        way, sides = rng.normal(size=W[layer].shape), []
        for step in [1e-5, -1e-5]:  # there and back, in a random direction
            moved = [*W]
            moved[layer] = W[layer] + step * way
            sides.append(loss(moved, X[:32], y[:32]))
        miss = (sides[0] - sides[1]) / 2e-5 - np.sum(G[layer] * way)
        off[layer, trial] = miss / np.linalg.norm(G[layer])
    for _ in range(300):
        rows = rng.integers(1000, size=32)
        G = gradient(W, X[rows], y[rows], slope)
        W = [w - 0.5 * g for w, g in zip(W, G, strict=True)]
    print(f"{name:<9} off by", np.sqrt(np.mean(off**2, 1)).round(2), end=", ")
    print(f"loss after 300 updates {loss(W, X[:1000], y[:1000]):.2f}")
