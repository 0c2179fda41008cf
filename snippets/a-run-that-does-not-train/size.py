"""Step 8, size and regularization: five units, and a heavy penalty."""

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


def validation(units=32, penalty=0.0):
    rng = np.random.default_rng(1)
    W = [rng.normal(0, 1 / 8, (64, units)), rng.normal(0, 0.1, (units, 10))]
    for _ in range(600):
        rows = rng.integers(1000, size=32)
        hidden, logs = forward(W, X[rows])
        error = (np.exp(logs) - np.eye(10)[y[rows]]) / 32
        back = error @ W[1].T * (1 - hidden**2)
        G = [X[rows].T @ back, hidden.T @ error]
        W = [w - 0.5 * (g + 2 * penalty * w) for w, g in zip(W, G, strict=True)]
    return loss(W, X[1000:], y[1000:])


for units in [5, 10, 20, 40, 80]:
    print(f"{units:2} units: validation loss {validation(units):.2f}")
for penalty in [0, 0.0003, 0.003, 0.03]:
    print(f"penalty {penalty}: validation loss {validation(32, penalty):.2f}")
