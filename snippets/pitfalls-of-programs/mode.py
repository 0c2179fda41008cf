"""A model judged with its dropout on: two judgements, two numbers."""

import numpy as np

rng = np.random.default_rng(1)
X = rng.normal(size=(200, 20))
truth = rng.normal(size=20)
y = X @ truth + rng.normal(size=200)
w = np.linalg.lstsq(X[:100], y[:100])[0]


def predict(X, w, training):
    """With dropout, a column is left out half of the time, or doubled."""
    kept = rng.integers(2, size=X.shape) * 2 if training else 1
    return (X * kept) @ w


def judge(training):
    """Return the mean squared error on the other hundred cases."""
    return np.mean((predict(X[100:], w, training) - y[100:]) ** 2)


for training in [True, True, False, False]:
    print(f"{training=!s:<5}  mean squared error {judge(training):.2f}")
many = [judge(True) for _ in range(1000)]
print(f"training=True   mean of 1,000 judgements {np.mean(many):.2f}")
print(f"more by {np.mean(X[100:] ** 2 @ w**2):.2f} in the mean of all draws")
