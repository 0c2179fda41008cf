"""Exercise: many steps of descent at once, direction by direction."""

import numpy as np


def after(hessian, start, rate, steps):
    """Return the place after so many steps on a bowl around zero."""
    curvatures, directions = np.linalg.eigh(hessian)  # directions: columns
    place = start
    # your part: split start into directions, shrink each part, add them up
    parts = directions.T @ start
    parts = parts * (1 - rate * curvatures) ** steps
    place = directions @ parts
    # end of your part
    return np.array(place)


def check(hessian, rate, steps):
    """Walk the steps, and compare; know the usual mistakes."""
    start = np.arange(1.0, len(hessian) + 1)
    w = start.copy()
    for _ in range(steps):
        w = w - rate * hessian @ w
    values, basis = np.linalg.eigh(hessian)
    try:
        found = after(hessian, start, rate, steps)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    parts = (1 - rate * values) ** steps * (basis.T @ start)
    if found.shape == w.shape and np.allclose(found, w):
        return f"right: {steps} steps at once, to {np.round(w, 4)}"
    if np.array_equal(found, start):
        return f"not yet: place is still the start, after {steps} steps"
    if np.allclose(found, parts):
        return "not yet: these are the parts; the directions bring them back"
    return f"not yet: {steps} steps lead to {np.round(w, 4)}, not {found}"


print(check(np.array([[3.0, 1.0], [1.0, 2.0]]), 0.1, 7))
print(check(np.array([[5.0, -4, 1], [-4, 4, 0], [1, 0, 3]]), 0.15, 40))
