"""Straight lines between five networks: hills, and hardly any once matched."""

from itertools import combinations

import numpy as np

x, share = np.linspace(-1, 1, 40), np.linspace(0, 1, 41)[:, None, None]
y = np.sin(5 * x)


def train(seed):
    W = np.random.default_rng(seed).normal(size=(3, 16))
    W = W * np.array([[2], [2], [0.25]])
    for _ in range(4000):
        h = np.tanh(np.outer(x, W[0]) + W[1])
        error = (h @ W[2] - y) / 40
        back = np.outer(error, W[2]) * (1 - h**2)
        W = W - 0.3 * np.array([x @ back, back.sum(axis=0), error @ h])
    return W


def match(A, B):  # B's units in another order, some with all signs turned
    signs = np.sign(A.T @ B)
    far = np.sum((A[:, :, None] - signs * B[:, None]) ** 2, axis=0)
    order, before = np.arange(16), None
    while not np.array_equal(order, before):
        before = order.copy()
        for pair in combinations(range(16), 2):  # exchange if that is nearer
            i, other = list(pair), order[[*pair]][::-1]
            if far[i, other].sum() < far[i, order[i]].sum():
                order[i] = other
    return signs[range(16), order] * B[:, order]


def hill(A, B):  # the highest loss on the straight line from A to B
    a, b, c = np.moveaxis(A + share * (B - A), 1, 0)[..., None]
    outs = np.sum(np.tanh(a * x + b) * c, axis=1)
    return np.mean((outs - y) ** 2, axis=1).max()


nets = [train(seed) for seed in range(5)]
print(f"the five networks: loss up to {max(hill(A, A) for A in nets):.4f}")
for name, end in {"as trained": lambda A, B: B, "matched": match}.items():
    hills = [hill(A, end(A, B)) for A, B in combinations(nets, 2)]
    print(f"{name:10}: ten hills, {min(hills):.3f} to {max(hills):.3f} high")
