"""Exercise: soft thresholding, held against the minimum that it is."""

import numpy as np


def soft(v, t):
    """Return for each entry of v the w with least (w - v)²/2 + t|w|."""
    w = np.full(len(v), np.nan)
    # your part: set w, entry by entry
    w = np.sign(v) * np.maximum(abs(v) - t, 0)
    # end of your part
    return np.array(w, dtype=float)


def check(v, t):
    """Look on a grid of step 1/1000; know the usual mistakes."""
    v, grid = np.array(v), np.arange(-8000, 8001) / 1000
    try:
        found = soft(v.copy(), t)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    values = (grid - v[:, None]) ** 2 / 2 + t * abs(grid)
    right = grid[np.argmin(values, axis=1)]
    hard = np.where(abs(v) > t, v, 0)
    words = [
        (right, f"right: threshold {t}: {right}"),
        (hard, f"not yet: threshold {t}: w is cut, not drawn towards 0"),
        (abs(right), f"not yet: threshold {t}: w has lost its signs"),
        (v - t, f"not yet: threshold {t}: w is moved, also beyond 0"),
        (v, f"not yet: threshold {t}: w is still v"),
    ]
    for value, verdict in words:
        if found.shape == value.shape and np.allclose(found, value, atol=1e-6):
            return verdict
    return f"not yet: threshold {t}: w is {found.round(3)}"


print(check([3.0, -2.0, 0.5, -0.25, 0.0], 1))
print(check([5.0, -5.0, 0.125], 0.25))
