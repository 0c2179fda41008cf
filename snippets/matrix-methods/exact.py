"""Muon with exact singular values of 1, and with five Newton–Schulz steps."""

import numpy as np

draw = np.random.default_rng(1)
X = np.column_stack([draw.uniform(-1, 1, 200), np.ones(200)])
y = np.sin(9 * X[:, :1]) + draw.normal(0, 0.1, (200, 1))


def exact(G):
    left, _, right = np.linalg.svd(G, full_matrices=False)
    return left @ right


def five_steps(G):
    G = G / np.sqrt((G**2).sum((1, 2), keepdims=True))
    for _ in range(5):
        A = G @ G.mT
        G = 3.4445 * G + (2.0315 * A @ A - 4.775 * A) @ G
    return G


def train(orthogonal, rate, seeds, updates=200):
    rngs = [np.random.default_rng(seed) for seed in seeds]
    sizes = [(2, 16), (16, 16), (16, 1)]
    W = [np.stack([r.normal(0, s[0] ** -0.5, s) for r in rngs]) for s in sizes]
    M = [0.0] * 3
    batches = np.stack([r.integers(0, 200, (updates, 20)) for r in rngs], 1)
    for t, batch in enumerate(batches):
        h = np.tanh(X[batch] @ W[0])
        k = np.tanh(h @ W[1])
        e = (k @ W[2] - y[batch]) / 10
        d = e @ W[2].mT * (1 - k**2)
        G = X[batch].mT @ (d @ W[1].mT * (1 - h**2)), h.mT @ d, k.mT @ e
        for i, g in enumerate(G):
            M[i] = 0.95 * M[i] + g
            step = orthogonal(g + 0.95 * M[i])
            W[i] = W[i] - rate * (1 - t / updates) * step
    error = np.tanh(np.tanh(X @ W[0]) @ W[1]) @ W[2] - y
    return np.median(np.mean(error**2, axis=(1, 2)))


for rate in [0.05, 0.1, 0.2]:
    both = [train(way, rate, range(5, 20)) for way in (exact, five_steps)]
    print(f"rate {rate:4}  exact {both[0]:.2f}  five steps {both[1]:.2f}")
