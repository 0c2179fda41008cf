"""Exercise: choose a rate on some seeds, and judge it on the others."""

import numpy as np

ROWS = {  # less than the median, it, more: of the first seeds, of the others
    "most of its runs exploded": (0.1, np.nan, np.nan, 0.1, np.nan, np.nan),
    "": (0.2, 0.3, np.nan, 0.4, 0.45, np.nan),
    "best by the mean, and without nan": (0.45, 0.5, 0.55, 0.5, 0.6, np.inf),
    "it is best on the other seeds": (0.6, 0.7, np.inf, 0.05, 0.06, 0.07),
}


def judged(losses, first):
    """Return the chosen row, and its median over the columns after `first`."""
    best, median = None, np.nan
    # your part: set best by the first columns, and median by the others
    # end of your part
    return best, median


def check(rows, seed, first, others):
    rng, a, b = np.random.default_rng(seed), first // 2, others // 2
    table = np.repeat([*rows.values()], [a, 1, a, b, 1, b], axis=1)
    table *= rng.uniform(0.98, 1.02, table.shape)
    parts = [rng.permuted(x, axis=1) for x in np.split(table, [first], axis=1)]
    try:
        best, median = judged(np.hstack(parts), first)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if fault := dict(zip("0123", rows, strict=True)).get(str(best), "no row"):
        return f"not yet: {first} seeds choose: best is {best}; {fault}"
    right, low = table[best, first + b], np.nanmin(table[:, first + b])
    if np.isclose(median, right):
        return f"right: {first} seeds choose row {best}, of median {right:.4f}"
    known = {table[best, a]: "these seeds chose", low: "this chooses again"}
    hint = known.get(median, "take the median, nan counts as inf")
    return f"not yet: median is {median:.4f}, not {right:.4f}; {hint}"


print(check(ROWS, 1, 5, 9))
print(check(dict(reversed(ROWS.items())), 2, 7, 15))
