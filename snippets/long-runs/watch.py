"""A healthy run and five faults, told apart by what a log would show."""

import numpy as np
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(1797)
X, Y = X[order] / 16, np.eye(10)[y[order]]


def predict(X, W):
    hidden = np.tanh(X @ W[0])
    odds = np.exp(hidden @ W[1])
    return hidden, odds / odds.sum(axis=1, keepdims=True)


def run(rate=0.2, start=1, n=1000, total=1, broken=None):
    rng, sizes = np.random.default_rng(1), [(64, 32), (32, 10)]
    W = [start * rng.normal(0, s[0] ** -0.5, s) for s in sizes]
    for k in range(600):
        rows = rng.integers(n, size=32)
        target = np.roll(Y[rows], 1, axis=1) if k == broken else Y[rows]
        hidden, shares = predict(X[rows], W)
        error = total * (shares - target) / 32
        back = error @ W[1].T * (1 - hidden**2)
        G = [X[rows].T @ back, hidden.T @ error]
        norm = np.sqrt(sum(np.sum(g**2) for g in G))  # clipped at 1
        size = np.sqrt(sum(np.sum(w**2) for w in W)) + 1e-12
        step = rate * min(norm, 1) / size
        W = [W[i] - rate / max(norm, 1) * G[i] for i in (0, 1)]
        if k % 25 == 0:  # seldom: it costs more than an update
            held = predict(X[1000:], W)[1][Y[1000:] == 1]
        losses = [-np.mean(np.log(p)) for p in (shares[target == 1], held)]
        yield losses[0], norm, step, norm > 1, losses[1]


runs = {"healthy": {}, "tiny rate": {"rate": 1e-4}, "zero start": {"start": 0}}
runs |= {"sum": {"total": 32}, "30 cases": {"n": 30}, "labels": {"broken": 550}}
print("run         loss highest   norm step/weight clipped validation")
for name, change in runs.items():
    path = np.array(list(run(**change)))[500:]
    m, mean, top = np.median(path, axis=0), path[:, 3].mean(), path[:, 0].max()
    row = f"{name:<10}{m[0]:6.3f}{top:8.2f}{m[1]:7.3f}{m[2]:12.1e}"
    print(f"{row}{mean:8.2f}{m[4]:11.3f}")
