"""Plain descent on a small network, given more and more updates."""

import numpy as np

draw = np.random.default_rng(1)
X = np.column_stack([draw.uniform(-1, 1, 200), np.ones(200)])
y = np.sin(9 * X[:, :1]) + draw.normal(0, 0.1, (200, 1))
rngs = [np.random.default_rng(seed) for seed in range(5, 20)]
sizes = [(2, 16), (16, 16), (16, 1)]
A, B, C = [
    np.array([r.normal(0, s[0] ** -0.5, s) for r in rngs]) for s in sizes
]
batches = np.stack([r.integers(0, 200, (10_000, 20)) for r in rngs], axis=1)
for t, batch in enumerate(batches, 1):
    h = np.tanh(X[batch] @ A)
    k = np.tanh(h @ B)
    e = (k @ C - y[batch]) / 10
    d = e @ C.mT * (1 - k**2)
    gradients = X[batch].mT @ (d @ B.mT * (1 - h**2)), h.mT @ d, k.mT @ e
    for W, g in zip((A, B, C), gradients, strict=True):
        W -= 0.1 * g
    if t in (500, 2000, 5000, 10_000):
        error = np.tanh(np.tanh(X @ A) @ B) @ C - y
        loss = np.median(np.mean(error**2, axis=(1, 2)))
        print(f"descent after {t:6} updates: median loss {loss:.2f}")
