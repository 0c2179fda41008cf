"""Each row copied ten times: what that changes for bound, batch and pass."""

import numpy as np

rng, n = np.random.default_rng(1), 1000
area, km = rng.uniform(30, 120, n), rng.uniform(0.5, 15, n)
y = 150 + 10 * area - 25 * km + rng.normal(0, 80, n)
X = np.column_stack([area, km])
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(n)])
best = np.linalg.lstsq(X, y)[0]


def one_pass(X, y, batch, learning_rate):
    w, order = np.zeros(3), np.random.default_rng(2).permutation(len(y))
    for i in range(0, len(y), batch):
        rows = order[i : i + batch]
        error = X[rows] @ w - y[rows]
        w = w - learning_rate * 2 / batch * X[rows].T @ error
    return np.linalg.norm(w - best)


for copies in (1, 10):
    X_c, y_c = np.tile(X, (copies, 1)), np.tile(y, copies)
    bound = 2 / np.linalg.eigvalsh(2 / len(y_c) * X_c.T @ X_c)[-1]
    print(f"{copies:2} of each: bound {bound:.4f}, distance after a pass:")
    full = one_pass(X_c, y_c, len(y_c), 0.4)
    print(f"   full batch {full:.2f}, tens {one_pass(X_c, y_c, 10, 0.01):.2f}")
