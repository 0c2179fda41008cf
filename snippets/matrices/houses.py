"""A table forwards and backwards: from weights to prices, from errors back."""

import numpy as np

X = np.array([[1.0, 1], [1.5, 1], [2.0, 1], [2.5, 1]])  # size, and a one
price = np.array([250, 350, 450, 550])  # in thousands of dollars
w = np.array([180, 60])
error = X @ w - price
print("prices predicted", X @ w)
print("errors          ", error)
print("X.T @ errors    ", X.T @ error)
print("by hand         ", np.array([sum(X[:, 0] * error), sum(error)]))
