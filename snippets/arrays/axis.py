"""Sums of a table: down the columns, along the rows, or over everything."""

import numpy as np

X = np.array([[2, 1, 4], [4, 0, 5]])  # two rows, three columns
print("the table has the shape", X.shape)
print(f"axis=0: {X.sum(axis=0)}, one number a column: three")
print(f"axis=1: {X.sum(axis=1)}, one number a row: two")
print(f"no axis: {X.sum()}, one number")
