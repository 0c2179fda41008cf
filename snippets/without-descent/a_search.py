"""Descent takes long on raw petal lengths, and few steps on centred ones."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

iris = load_iris(as_frame=True)
length = iris.data[["petal length (cm)"]][50:]
y = (iris.target[50:] == 2).to_numpy()  # virginica; the rest is versicolor
x = length["petal length (cm)"].to_numpy()

model = LogisticRegression(tol=1e-8, max_iter=20).fit(length, y)
print(f"scikit-learn, lbfgs  w {model.coef_[0, 0]:.3f}", end="  ")
print(f"b {model.intercept_[0]:.3f}  within {model.max_iter} iterations")

for name, middle, learning_rate, shown in [
    ("raw", 0.0, 0.003, [100, 10_000, 30_000]),
    ("centred", x.mean(), 0.075, [40]),
]:
    w, b, column = 0.0, 0.0, x - middle
    for step in range(1, shown[-1] + 1):
        error = 1 / (1 + np.exp(-(w * column + b))) - y
        w = w - learning_rate * (error @ column + w)
        b = b - learning_rate * error.sum()
        if step in shown:
            print(f"descent, {name:<10}  w {w:.3f}", end="  ")
            print(f"b {b - w * middle:.3f}  after {step:,} steps", end="")
            print(f" at {learning_rate}")
