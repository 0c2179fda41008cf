"""Exercise: the nearest point of a ball, tried against many others."""

import numpy as np


def onto_ball(w, centre, radius):
    """Return the point within radius of centre that is nearest to w."""
    nearest = np.full(len(w), np.nan)
    # your part: set nearest
    away = w - centre
    length = np.linalg.norm(away)
    nearest = w if length <= radius else centre + radius * away / length
    # end of your part
    return np.array(nearest, dtype=float)


def check(w, centre, radius):
    """Look for an allowed point that is nearer, among 20,000."""
    w, centre = np.array(w, dtype=float), np.array(centre, dtype=float)
    try:
        found = onto_ball(w.copy(), centre.copy(), radius)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not np.isfinite(found).all():
        return f"not yet: nearest to {w} is {found}"
    if np.linalg.norm(found - centre) > radius * (1 + 1e-9):
        return f"not yet: nearest, {found.round(3)}, is not allowed"
    rng = np.random.default_rng(1)
    others = rng.normal(size=(20_000, len(w)))
    others *= radius / np.linalg.norm(others, axis=1)[:, None]
    others = centre + others * rng.random(20_000)[:, None] ** 0.5
    others = np.vstack([others, centre])
    if np.linalg.norm(w - centre) <= radius:
        others = np.vstack([others, w])
    away = np.linalg.norm(others - w, axis=1).min()
    if away < np.linalg.norm(found - w) - 1e-9:
        return f"not yet: nearest is {found.round(3)}, and one at {away:.3f} exists"
    return f"right: nearest to {w} is {found.round(4)}"


print(check([3, 4], [0, 0], 1))
print(check([0.2, -0.1], [0, 0], 1))
print(check([5, 1], [2, 1], 2))
print(check([2, 1], [2, 1], 3))
