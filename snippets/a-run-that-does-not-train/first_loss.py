"""Step 2, the first loss against ln 10: weights drawn ten times too large."""

import numpy as np
from sklearn.datasets import load_digits

X, y = load_digits(return_X_y=True)
order = np.random.default_rng(0).permutation(1797)
X, y = X[order] / 16, y[order]

rng = np.random.default_rng(1)
sound = [rng.normal(0, 1 / 8, (64, 32)), rng.normal(0, 0.1, (32, 10))]
print(f"ln 10 = {np.log(10):.2f}")
for name, size in {"sound": 1, "ten times": 10}.items():
    W = [size * w for w in sound]
    scores = np.tanh(X[:32] @ W[0]) @ W[1]
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = odds / odds.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(32), y[:32]]))
    print(f"{name:<10} first loss {loss:.2f}", end=", ")
    print(f"mean highest probability {p.max(axis=1).mean():.2f}")
