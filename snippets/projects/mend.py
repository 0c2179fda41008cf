"""Project: mend a program that runs to its end and does not learn."""

import numpy as np
from sklearn.datasets import load_wine


def train(X, y, X_valid, y_valid, epochs, rng):
    """Return weights and validation losses: at the start, after each epoch."""
    (w, slope), weights, losses = np.zeros((2, 12)), [], []
    # your part: mend four of these lines, so that weights and losses are right
    for _ in range(epochs + 1):
        # at first: predicted = (X_valid @ w).reshape(-1, 1)
        predicted = X_valid @ w
        losses.append(np.mean((predicted - y_valid) ** 2))
        # at first: weights.append(w)
        weights.append(w.copy())
        order = rng.permutation(len(y))
        for first in range(0, len(y), 20):
            rows = order[first : first + 20]
            # at first: error = X[rows] @ w - y[first : first + 20]
            error = X[rows] @ w - y[rows]
            # at first: slope += 2 / len(rows) * X[rows].T @ error
            slope = 2 / len(rows) * X[rows].T @ error
            w -= 0.05 * slope
    # end of your part
    return np.reshape(weights, (epochs + 1, 12)), np.reshape(losses, epochs + 1)


def check(seed):
    A, V = np.split(np.random.default_rng(seed).permutation(178), [120])
    wines = load_wine().data  # alcohol, and twelve other measurements
    wines = (wines - wines[A].mean(0)) / wines[A].std(0)
    X, y = wines[:, 1:], wines[:, 0]
    try:
        w, losses = train(X[A], y[A], X[V], y[V], 30, np.random.default_rng(0))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    seen, new = [((X[i] @ w.T - y[i, None]) ** 2).mean(0) for i in (A, V)]
    least = np.linalg.lstsq(X[A], y[A])[1][0] / 120
    told = " ".join(f"{loss:.2f}" for loss in seen[[0, 1, 2, 3, 30]])
    if w[0].any() or not seen[-1] < least + 0.05:
        return f"not yet: training losses {told}"
    if not np.allclose(losses, new):
        return f"not yet: losses[30] is {losses[30]:.2f}, not {new[30]:.2f}"
    return f"right: training {told}; validation {min(new):.2f}"


print(check(0), check(1), sep="\n")
