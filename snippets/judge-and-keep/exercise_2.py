"""Exercise: permutation importance of a column, by hand."""

import numpy as np


def importance(predict, X, y, j, order):
    """Return how much the mean squared error rises; `order` shuffles rows."""
    rise = 0.0
    # your part: set rise, with column j of X in the order given
    shuffled = X.copy()
    shuffled[:, j] = X[order, j]
    rise = np.mean((predict(shuffled) - y) ** 2 - (predict(X) - y) ** 2)
    # end of your part
    return float(rise)


def check(seed, n):
    """Know the predictions of a linear model; know the usual mistakes."""
    rng = np.random.default_rng(seed)
    X, w, order = (
        rng.normal(size=(n, 3)),
        rng.normal(size=3),
        rng.permutation(n),
    )
    y = X @ w + rng.normal(size=n)
    try:
        found = importance(lambda X: X @ w, X.copy(), y.copy(), 1, order)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    missed = X @ w - y
    moved = missed + w[1] * (X[order, 1] - X[:, 1])
    before, after = np.mean(missed**2), np.mean(moved**2)
    words = {
        f"right: the mean squared error rises by {found:.4f}": after - before,
        f"not yet: rise is still 0, of {n} rows": 0,
        "not yet: rise is the error after, not its rise": after,
        "not yet: rise has the wrong sign": before - after,
        "not yet: rise is of the root": after**0.5 - before**0.5,
    }
    hits = [says for says, value in words.items() if np.isclose(found, value)]
    return hits[0] if hits else f"not yet: rise is not {found:.4f}"


print(check(1, 20), check(2, 60), sep="\n")
