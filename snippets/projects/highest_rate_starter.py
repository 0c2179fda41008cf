"""Project: find the highest rate that converges, by asking for losses."""

import numpy as np

x, y = np.array([[1, 2, 3, 4, 5], [2.1, 4.0, 6.2, 7.9, 10.1]])


def search(loss):
    """Return the last of 0.001, 0.002, ... that converges; ask loss."""
    highest = 0.0
    # your part: set highest; loss(rate, steps) is the loss after a run
    # end of your part
    return np.hstack([highest]).astype(float)


def check(x, y):
    """Compare with the bound; powers of a matrix give the losses."""
    X = np.vander(x, 2)
    best, hessian = np.linalg.lstsq(X, y)[0], 2 / len(x) * X.T @ X

    def loss(rate, steps):
        left = np.linalg.matrix_power(np.eye(2) - rate * hessian, steps) @ best
        return np.mean((X @ (best - left) - y) ** 2)

    try:
        found = np.atleast_1d(search(loss)).astype(float)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    bound = 2 / np.linalg.eigvalsh(hessian)[1] - 1e-9
    if len(found) != 1:
        return "not yet: highest is more than one number"
    if abs(found[0] - np.floor(1000 * bound) / 1000) < 1e-6:
        return f"right: highest = {found[0]:.3f}"
    why = "no convergence at" if found[0] > bound else "not of the list:"
    if found[0] < bound - 0.001:
        why = "a rate of the list converges above"
    return f"not yet: {why} highest = {found[0]:g}"


print(f"all five points\n  {check(x, y)}")
print(f"without the first, 1 - y / 8\n  {check(x[1:], 1 - y[1:] / 8)}")
