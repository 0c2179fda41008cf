"""Exercise: the BFGS update of an inverse Hessian, by what it must do."""

import numpy as np


def updated(B, s, y):
    """Return the inverse Hessian after a step s that changed g by y."""
    new = np.array(B)
    # your part: set new
    # end of your part
    return np.array(new)


def check(seed, d):
    """Walk a bowl in d steps; ask what each update must do."""
    rng = np.random.default_rng(seed)
    roots, B = rng.normal(size=(d, d)), np.eye(d)
    A, w = roots @ roots.T + np.eye(d), rng.normal(size=d)
    for k in range(d):
        s = -B @ (A @ w)
        s = s * -(s @ (A @ w)) / (s @ A @ s)  # to the lowest point of its line
        y = A @ s
        old, w = B, w + s
        try:
            B = updated(old.copy(), s, y)
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        if np.array_equal(B, old):
            return f"not yet: new is still B, of {d} weights"
        if not np.allclose(B @ y, s):
            return f"not yet: after step {k + 1} new @ y is not s"
        if not np.allclose(B, B.T):
            return f"not yet: after step {k + 1} new is not symmetric"
        if np.linalg.eigvalsh(B)[0] <= 0:
            return f"not yet: after step {k + 1} new has a curvature below 0"
    if np.linalg.norm(w) > 1e-6:
        return f"not yet: new forgets steps: {np.linalg.norm(w):.3f} are left"
    return f"right: {d} steps, and the bowl is known; B[0, 0] is {B[0, 0]:.4f}"


print(check(1, 2), check(2, 7), sep="\n")
