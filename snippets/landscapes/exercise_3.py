"""Exercise: tell minima, maxima and saddles apart by their curvatures."""

import numpy as np


def kind(hessian):
    """Return what a point with gradient zero is, by its Hessian."""
    word = ""
    # your part: set word from the curvatures in all directions
    curvatures = np.linalg.eigvalsh(hessian)
    if min(curvatures) > 0:
        word = "minimum"
    elif max(curvatures) < 0:
        word = "maximum"
    elif min(curvatures) < 0 < max(curvatures):
        word = "saddle"
    else:
        word = "open"
    # end of your part
    return word


def check(case, hessian, right):
    """Compare a word with the right one."""
    try:
        found = kind(np.array(hessian))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if found == right:
        return f"right: {case}, diagonal {np.diag(hessian)}: {found}"
    return f"not yet: {case}: word is {found or 'empty'}, not {right}"


turn = np.array([[0.6, -0.8], [0.8, 0.6]])
cases = {
    "a bowl": (np.diag([2.0, 1.0]), "minimum"),
    "a pass, turned": (turn @ np.diag([-1.0, 3.0]) @ turn.T, "saddle"),
    "a hill": (np.diag([-2.0, -1.0]), "maximum"),
    "a trench": (np.diag([3.0, 0.0]), "open"),
    "a pass, more up than down": (np.diag([9.0, -1.0]), "saddle"),
    "a pass with a flat direction": (np.diag([1.0, 0.0, -1.0]), "saddle"),
}
for case, (hessian, right) in cases.items():
    print(check(case, hessian, right))
