"""Wrong on purpose: the loss reported is that from before the update."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([(x - x.mean()) / x.std(), np.ones(100)])

w = np.zeros(2)
for epoch in range(1, 6):
    error = X @ w - y
    w = w - 0.3 * (2 / 100 * X.T @ error)
    loss = np.mean(error**2)
    print(f"epoch {epoch}: loss {loss:.3f}")
print("saved:", w.round(3), f"with loss {loss:.3f}")
print(f"loss of the saved weights: {np.mean((X @ w - y) ** 2):.3f}")
best = np.linalg.lstsq(X, y)[0]
print(f"least possible loss: {np.mean((X @ best - y) ** 2):.3f}")
