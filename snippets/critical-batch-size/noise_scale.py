"""The noise scale on the way down, and what one step gains from a batch."""

import numpy as np
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X = np.column_stack([(X - X.mean(axis=0)) / X.std(axis=0), np.ones(442)])
best, hessian = np.linalg.lstsq(X, y)[0], 2 / 442 * X.T @ X


def noise_scale(w):
    """Return trace(H · covariance of one case's gradient) / (g · H g)."""
    each = 2 * X * (X @ w - y)[:, None]  # a row for each patient
    g = each.mean(axis=0)
    return np.trace(hessian @ np.cov(each.T, bias=True)) / (g @ hessian @ g)


w = np.zeros(11)
for step in range(7):
    gap = np.mean((X @ (w - best)) ** 2)
    print(f"step {step}: {gap:8.0f} above the least", end="")
    print(f", noise scale {noise_scale(w):7.1f}")
    w = w - 0.2 * 2 / 442 * X.T @ (X @ w - y)

each, rng, start = -2 * X * y[:, None], np.random.default_rng(1), np.zeros(11)
g = each.mean(axis=0)
without = np.sum(each.var(axis=0)) / (g @ g)
print(f"at the start, without the Hessian {without:.1f}")
most = (g @ g) ** 2 / (g @ hessian @ g) / 2  # of all patients, at its best rate
for batch in [3, 12, 48]:
    share = 1 / (1 + noise_scale(start) / batch)
    rows = rng.integers(442, size=(20000, batch))
    steps = share * (g @ g) / (g @ hessian @ g) * 2 / batch
    moves = steps * np.einsum("sb,sbd->sd", y[rows], X[rows])
    gain = -moves @ g - np.einsum("sd,de,se->s", moves, hessian, moves) / 2
    print(
        f"from the start, {batch:2} cases gain {gain.mean() / most:.2f}", end=""
    )
    print(f" of what all gain, by formula {share:.2f}")
