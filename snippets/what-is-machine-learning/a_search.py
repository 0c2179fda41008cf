"""On petal lengths, plain descent takes far more steps than scikit-learn."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

iris = load_iris(as_frame=True)
length = iris.data[["petal length (cm)"]][50:]
y = (iris.target[50:] == 2).to_numpy()  # virginica; the rest is versicolor
x = length["petal length (cm)"].to_numpy()

model = LogisticRegression(tol=1e-8, max_iter=50).fit(length, y)
print(f"scikit-learn, lbfgs  w {model.coef_[0, 0]:.3f}", end="  ")
print(f"b {model.intercept_[0]:.3f}  within {model.max_iter} iterations")

w, b = 0.0, 0.0
for step in range(1, 100_001):
    error = 1 / (1 + np.exp(-(w * x + b))) - y
    w, b = w - 0.001 * (error @ x + w), b - 0.001 * error.sum()
    if step in [100, 10_000, 100_000]:
        print(f"gradient descent     w {w:.3f}", end="  ")
        print(f"b {b:.3f}  after {step:,} steps")
