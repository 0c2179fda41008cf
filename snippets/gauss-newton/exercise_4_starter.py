"""Exercise: a step of Gauss and Newton, from residuals and their slopes."""

import numpy as np


def step(J, r):
    """Return the step for residuals r, shape (n,), with slopes J, (n, d)."""
    move = np.zeros(J.shape[1])
    # your part: set move
    # end of your part
    return np.array(move)


def check(seed, n, d):
    """Ask that the residuals left on the tangent lean on no column."""
    rng = np.random.default_rng(seed)
    J, r = rng.normal(size=(n, d)), rng.normal(size=n)
    try:
        move = step(J.copy(), r.copy())
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if move.shape != (d,):
        return f"not yet: move must hold {d} numbers, not {move.shape}"
    if not move.any():
        return f"not yet: move is still zero, of {d} weights"
    if move @ (J.T @ r) > 0:
        return "not yet: move goes uphill"
    leaning = abs(J.T @ (r + J @ move)).max()
    if leaning < 1e-8:
        return f"right: {n} residuals, {d} weights, the lowest of the tangent"
    if np.allclose(move, -(J.T @ r)) or np.allclose(move, -2 * (J.T @ r)):
        return "not yet: move is a step of descent; its matrix is missing"
    return f"not yet: after move the residuals still lean, by {leaning:.3f}"


print(check(1, 5, 2))
print(check(2, 40, 6))
