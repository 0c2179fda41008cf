"""Three optimizers compared, each at its own best rate of a grid."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

X, y = load_diabetes(return_X_y=True)
X = np.column_stack([scale(X), np.ones(442)])


def typical_errors(method, rates, seed):  # all rates at once
    rng = np.random.default_rng(seed)
    w, m, v = np.zeros((3, len(rates), 11))
    for t in range(1, 201):
        rows = rng.integers(0, 442, 26)
        g = 2 / 26 * (w @ X[rows].T - y[rows]) @ X[rows]
        m = 0.9 * m + (0.1 * g if method == "Adam" else g)
        v = 0.999 * v + 0.001 * g**2
        adam = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        step = {"descent": g, "momentum": m, "Adam": adam}[method]
        w = w - rates[:, None] * step
    errors = np.sqrt(np.mean((w @ X.T - y) ** 2, axis=1))
    return np.where(np.isfinite(errors), errors, np.inf)


np.seterr(over="ignore", invalid="ignore")  # some rates may diverge
rates = np.geomspace(1e-4, 10, 16)
for method in ["descent", "momentum", "Adam"]:
    errors = [typical_errors(method, rates, seed) for seed in range(5)]
    best = rates[[np.argmin(np.median(errors, axis=0))]]
    fresh = [typical_errors(method, best, seed) for seed in range(5, 20)]
    low, middle, high = np.quantile(fresh, [0.25, 0.5, 0.75])
    print(f"{method:<8} rate {best[0]:<6.2g}", end="")
    print(f"median {middle:.2f}, quartiles {low:.2f}, {high:.2f}")
