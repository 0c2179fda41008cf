"""Which columns the lasso keeps, as the penalty falls."""

import numpy as np
from sklearn.datasets import load_diabetes

data = load_diabetes()
i, j = np.triu_indices(10)
names = np.array(data.feature_names)
names = [*names, *(f"{names[a]}·{names[b]}" for a, b in zip(i, j, strict=True))]
X = np.column_stack([data.data, data.data[:, i] * data.data[:, j]])
X, y = (
    (X - X.mean(0)) / X.std(0),
    (data.target - data.target.mean()) / data.target.std(),
)
rate, w = 1 / np.linalg.eigvalsh(X.T @ X / len(y))[-1], np.zeros(65)
print("largest slope at zero:", f"{abs(X.T @ y / len(y)).max():.3f}")
for penalty in [0.6, 0.3, 0.2, 0.1, 0.01]:
    for _ in range(2000):  # from where the last one ended
        v = w - rate * X.T @ (X @ w - y) / len(y)
        w = np.sign(v) * np.maximum(abs(v) - rate * penalty, 0)
    order = np.argsort(-abs(w))[: min(4, np.sum(w != 0))]
    print(
        f"penalty {penalty:4}: {np.sum(w != 0):2} kept, products",
        f"{np.sum(w[10:] != 0):2} ",
        *(names[k] for k in order),
    )
