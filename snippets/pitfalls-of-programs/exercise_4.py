"""Exercise: errors, one for each case, whatever shapes are handed in."""

import numpy as np


def errors(prediction, y):
    """Return prediction minus y, both flat or a column, in shape (n,)."""
    found = np.zeros(1)
    # your part: set found, shape (n,), for columns (n, 1) and flat (n,) alike
    found = np.ravel(prediction) - np.ravel(y)
    # end of your part
    return found


def check(case, prediction, y):
    """Compare with a loop over the cases."""
    kept = prediction.copy(), y.copy()
    right = [
        float(p) - float(t)
        for p, t in zip(kept[0].flat, kept[1].flat, strict=True)
    ]
    try:
        found = errors(prediction, y)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if np.shape(found) != (len(right),):
        return f"not yet: {case}: found has shape {np.shape(found)}"
    if not np.array_equal(
        [*prediction.flat, *y.flat], [*kept[0].flat, *kept[1].flat]
    ):
        return f"not yet: {case}: what was handed in has changed"
    if np.allclose(found, right):
        return f"right: {case}: errors {np.round(found, 2)}"
    return (
        f"not yet: {case}: found is {np.round(found, 2)[:3]}, not {right[:3]}"
    )


p, t = np.array([3.0, 1.0, 4.0]), np.array([1.0, 1.0, 2.0])
print(check("column and flat", p[:, None], t))
print(check("flat and column", p, t[:, None]))
print(check("two columns", p[:, None] * 2, t[:, None]))
print(check("both flat", p, t - 5))
