"""Exercise: clip a gradient by its length, and keep its direction."""

import numpy as np


def clipped(gradient, most):
    """Return the gradient, shortened to the length most if it is longer."""
    short = np.nan * gradient
    # your part: set short
    short = gradient
    length = np.linalg.norm(gradient)
    if length > most:
        short = gradient * (most / length)
    # end of your part
    return np.array(short)


def check(gradient, most):
    """Ask for length and direction; know what clips each entry."""
    given = np.array(gradient, dtype=float)
    try:
        found = clipped(given.copy(), most)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not np.isfinite(found).all():
        return f"not yet: {gradient}, at most {most}: short is {found}"
    length, new = np.linalg.norm(given), np.linalg.norm(found)
    if not np.isclose(new, min(length, most)):
        return f"not yet: the gradient {gradient} has length {new:.4f} now"
    if not np.isclose(found @ given, new * length):
        return f"not yet: the gradient {gradient} changes its direction"
    return f"right: {gradient}, at most {most}: length {new:g}"


print(check([3, 4], 10))
print(check([3, 4], 1))
print(check([-300, 0.5, 40], 2))
print(check([0, 0], 1))
print(check([6, -8], 10))
