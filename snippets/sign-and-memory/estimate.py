"""A table of squares, and what its sums of rows and columns tell of it."""

import numpy as np


def from_sums(table):
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    return np.outer(rows, columns) / table.sum()


tables = {
    "a pattern": np.outer([1, 2, 4], [3, 1, 2]),
    "one outlier": np.array([[1, 1, 1], [1, 1, 1], [1, 1, 92]]),
    "a diagonal": np.diag([9, 9, 9]),
}
for name, table in tables.items():
    guess = from_sums(table)
    same = np.allclose(guess.sum(0), table.sum(0))
    same = same and np.allclose(guess.sum(1), table.sum(1))
    print(
        f"{name}: the same sums {same}, the same table",
        np.allclose(guess, table),
    )
    for row, guessed in zip(table, guess, strict=True):
        print(
            "   ",
            *(f"{x:5}" for x in row),
            "  |",
            *(f"{x:6.1f}" for x in guessed),
        )
