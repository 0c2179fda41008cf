"""Exercise: one over the root of a matrix, and how it turns with the axes."""

import numpy as np


def inverse_root(A):
    """Return the symmetric matrix R with R R A = 1, for positive A."""
    R = np.zeros(A.shape)
    # your part: set R from the directions of A
    values, directions = np.linalg.eigh(A)
    R = directions @ np.diag(values**-0.5) @ directions.T
    # end of your part
    return np.array(R)


def check(seed, d):
    """Multiply it out, and ask the same in turned axes."""
    rng = np.random.default_rng(seed)
    roots, (turn, _) = (
        rng.normal(size=(d, d)),
        np.linalg.qr(rng.normal(size=(d, d))),
    )
    A = roots @ roots.T + 0.1 * np.eye(d)
    try:
        R, turned = inverse_root(A), inverse_root(turn @ A @ turn.T)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not np.isfinite(R).all():
        return "not yet: R has an entry that is not finite"
    if not R.any():
        return f"not yet: R is still zero, of {d} columns"
    if np.allclose(R @ A, np.eye(d)):
        return "not yet: R is the inverse of A, without the root"
    if np.allclose(R @ R, A):
        return "not yet: R is the root of A; one over it is asked for"
    if not np.allclose(R @ R @ A, np.eye(d)):
        return "not yet: R times R times A is not the identity"
    if not np.allclose(R, R.T) or not np.allclose(turned, turn @ R @ turn.T):
        return "not yet: R does not turn with the axes"
    told = f"{d} directions, each divided by its own root"
    return f"right: {told}; the trace of R is {R.trace():.4f}"


print(check(1, 2))
print(check(2, 6))
