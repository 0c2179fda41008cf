"""Exercise: dropout for a table, so that its mean stays what it was."""

import numpy as np


def dropped(X, kept, rng):
    """Return X with holes: each entry stays with probability kept."""
    holed = 1.0 * X
    # your part: set holed to X with holes, scaled so that its mean is X
    # end of your part
    return holed


def check(seed, kept):
    """Look at holes in a table of 300 rows, and at what is left of it."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(1, 2, size=(300, 40))
    given = X.copy()
    try:
        holed = np.asarray(dropped(given, kept, rng), dtype=float)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if holed.shape != X.shape or np.any(given != X):
        return "not yet: give a new table of the same shape, and leave X alone"
    stay = holed != 0
    share = f"{stay.mean():.0%} of X stay, {kept:.0%} should"
    if abs(stay.mean() - kept) > 0.03:
        return f"not yet: {share}"
    rows, columns = stay.mean(axis=1), stay.mean(axis=0)
    if rows.std() > 0.15 or columns.std() > 0.15:
        return "not yet: each entry has a coin of its own"
    ratio = np.median(holed[stay] / X[stay])
    if abs(ratio - 1 / kept) > 1e-9:
        return f"not yet: entries that stay are multiplied by {ratio:.2f}"
    return f"right: {share}; the mean is {holed.mean() / X.mean():.3f}"


print(check(seed=1, kept=0.8))
print(check(seed=2, kept=0.5))
