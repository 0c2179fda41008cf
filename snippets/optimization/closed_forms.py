"""Five losses that a formula makes least, and a search that agrees with it."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(1, 9, 20)  # kilometres
y = 3 * x + 12 + rng.normal(0, 3, 20)  # minutes
late = (y > 30).astype(float)
X = np.column_stack([x, np.ones(20)])
trust = rng.uniform(0.1, 1, 20)  # how much each case counts


def descend(gradient, d, learning_rate):
    w = np.zeros(d)
    for _ in range(3000):
        w = w - learning_rate * gradient(w)
    return w


share = late.mean()
angles = np.linspace(0, np.pi, 10_001)
around = np.array([x - x.mean(), y - y.mean()])
across = np.array([np.sin(angles), -np.cos(angles)])
lost = np.sum((around.T @ across) ** 2, axis=0)  # squared distances
first = np.linalg.svd(around.T)[2][0]
formulas = {
    "mean": y.mean(),
    "weighted squares": np.linalg.solve((X.T * trust) @ X, (X.T * trust) @ y),
    "ridge": np.linalg.solve(X.T @ X + 5 * np.eye(2), X.T @ y),
    "log-odds of late": np.log(share / (1 - share)),
    "principal angle": np.arctan(first[1] / first[0]),
}
searches = [
    descend(lambda w: 2 * (w - y.mean()), 1, 0.1),
    descend(lambda w: 0.1 * (X.T * trust) @ (X @ w - y), 2, 0.03),
    descend(lambda w: 0.1 * (X.T @ (X @ w - y) + 5 * w), 2, 0.025),
    descend(lambda w: np.mean(1 / (1 + np.exp(-w)) - late), 1, 1),
    angles[np.argmin(lost)],
]
for (name, formula), found in zip(formulas.items(), searches, strict=True):
    agree = np.allclose(formula, found, atol=0.001)
    print(f"{name:<17} {np.round(formula, 3)!s:<15}  search agrees: {agree}")
