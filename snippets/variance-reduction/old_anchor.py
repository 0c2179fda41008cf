"""An anchor that is never renewed leaves its noise for ever."""

import numpy as np

draw = np.random.default_rng(1)
X = draw.normal(size=(200, 10))
y = X @ np.ones(10) + draw.normal(size=200)
best = np.linalg.lstsq(X, y)[0]
least = np.mean((X @ best - y) ** 2)
for name, every in [("renewed each round", 200), ("never renewed", 10**9)]:
    rng, w, gaps = np.random.default_rng(2), np.zeros(10), []
    for k in range(12 * 200):
        if k % every == 0:
            anchor, mean = w, X.T @ (X @ w - y) / 200
        i = rng.integers(200)
        change = X[i] @ (w - anchor) * X[i]
        w = w - 0.02 * (change + mean)
        gaps.append(np.mean((X @ w - y) ** 2) - least)
    print(f"anchor {name}: {np.mean(gaps[-1000:]):.1e} above the least")
