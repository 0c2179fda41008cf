"""Exercise: a quarter of the rows set aside, with its share of each class."""

import numpy as np


def quarter(classes, rng):
    """Return the numbers of the rows set aside: of each class a quarter."""
    aside = []
    # your part: append to aside numbers of rows, drawn by rng, class by class
    for each in np.unique(classes):
        rows = rng.permutation(np.flatnonzero(classes == each))
        aside.extend(rows[: len(rows) // 4])
    # end of your part
    return aside


def check(seed, sizes):
    """Count each class in what is set aside; ask twice, by two seeds."""
    rng = np.random.default_rng(seed)
    classes = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    try:
        first = quarter(classes.copy(), np.random.default_rng(1))
        second = quarter(classes.copy(), np.random.default_rng(2))
        first, second = (
            np.array(each, int).ravel() for each in (first, second)
        )
    except Exception as error:
        last = error.__traceback__.tb_next
        line = last.tb_lineno if last else 0
        return f"not yet: line {line}: {error!r}"
    if len(first) == 0:
        return f"not yet: aside is empty, of classes of {sizes} rows"
    if len(set(first)) < len(first):
        return "not yet: a row is in aside twice"
    counts = [int(np.sum(classes[first] == k)) for k in range(len(sizes))]
    if counts != [size // 4 for size in sizes]:
        return f"not yet: of classes of {sizes} rows, {counts} are in aside"
    if set(first) == set(second):
        return "not yet: aside is the same for another rng"
    return f"right: {counts} of {sizes}"


print(check(1, [8, 32]), check(2, [12, 40, 100]), sep="\n")
