"""Exercise: the shortest weights that fit all cases exactly."""

import numpy as np


def shortest(X, y):
    """Return the weights of least length with Xw = y."""
    w = np.zeros(X.shape[1])
    # your part: set w
    # end of your part
    return np.array(w)


def check(seed, n, d):
    """Ask that all cases fit, and that no other answer is shorter."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(n, d)), rng.normal(size=n)
    try:
        w = shortest(X, y)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if w.shape != (d,):
        return f"not yet: w must hold {d} weights, not the shape {w.shape}"
    off = abs(X @ w - y).max()
    if off > 1e-8:
        return f"not yet: with w a case is off by {off:.3f}"
    unseen = np.linalg.svd(X)[2][n:]  # directions that no case notices
    part = np.linalg.norm(unseen @ w)
    if part > 1e-8:
        length = np.linalg.norm(w)
        return (
            f"not yet: w has length {length:.3f}, of it {part:.3f} for nothing"
        )
    return (
        f"right: {n} cases fit with {d} weights of length {w @ w:.3f} squared"
    )


print(check(1, 2, 5))
print(check(2, 10, 40))
