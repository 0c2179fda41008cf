"""A question to each house at once, and a sum of products."""

import numpy as np

feet = np.array([1000, 1500, 2000, 2500])
price = np.array([250, 350, 450, 550])  # in thousands of dollars
large = feet > 1800
print("large       ", large)
print("their prices", price[large])
print("how many    ", large.sum(), "share", large.mean())

X = np.array([[1.0, 1], [1.5, 1], [2.0, 1], [2.5, 1]])  # size, and a one
w = np.array([200, 50])
print("X @ w       ", X @ w)
