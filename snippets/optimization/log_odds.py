"""The weights of a yes-or-no column have a formula; a radius needs descent."""

import numpy as np
from sklearn.datasets import load_breast_cancer

data = load_breast_cancer()
y = 1.0 - data.target  # 1 is malignant
radius = (data.data[:, 0] - data.data[:, 0].mean()) / data.data[:, 0].std()


def descend(x, steps):
    X = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(2)
    for _ in range(steps):
        gradient = X.T @ (1 / (1 + np.exp(-X @ w)) - y) / len(y)
        w = w - 2 * gradient
    return w, np.linalg.norm(gradient)


large = (radius > 0).astype(float)
odds = [np.mean(y[large == i]) / np.mean(1 - y[large == i]) for i in (0, 1)]
intercept = np.log(odds[0])
formula = np.array([np.log(odds[1]) - intercept, intercept])
w, _ = descend(large, 1000)
print(f"large or not: formula {formula.round(5)}, descent {w.round(5)}")
for steps in [10, 100, 300]:
    w, length = descend(radius, steps)
    print(f"radius, {steps:3} steps: {w.round(5)}, gradient {length:.1e}")
