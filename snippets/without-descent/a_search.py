"""Descent takes long on raw petal lengths, and few steps on centred ones."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

iris = load_iris()
length, y = iris.data[50:, 2], iris.target[50:] == 2  # True is virginica
model = LogisticRegression(tol=1e-8, max_iter=20).fit(length[:, None], y)
print(f"scikit-learn w {model.coef_[0, 0]:.3f}, b {model.intercept_[0]:.3f}")

for name, middle, learning_rate, steps in [
    ("100 steps", 0.0, 0.003, 100),
    ("10,000 steps", 0.0, 0.003, 10_000),
    ("30,000 steps", 0.0, 0.003, 30_000),
    ("40, centred", length.mean(), 0.075, 40),
]:
    w, b, x = 0.0, 0.0, length - middle
    for _ in range(steps):
        error = 1 / (1 + np.exp(-(w * x + b))) - y
        w = w - learning_rate * (np.sum(error * x) + w)
        b = b - learning_rate * np.sum(error)
    b = b - w * middle  # the intercept for lengths that are not centred
    verdict = "there" if abs(b - model.intercept_[0]) < 0.001 else "elsewhere"
    print(f"{name:<12} w {w:.3f}, b {b:.3f}: {verdict}")
