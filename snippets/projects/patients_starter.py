"""Project: 442 patients in batches, and 102 of them say when to stop."""

import numpy as np
from sklearn.datasets import load_diabetes


def train(gradient, valid, best, rng):  # best: eleven weights, the start
    # your part: epochs of batches for gradient, 240 rows by 20; then set best
    # end of your part
    return np.reshape(best, 11).astype(float)


def check(seed):
    X, y = load_diabetes(return_X_y=True)
    X = np.column_stack([21 * X, np.ones(442)])  # the columns are standardised
    A, V, T = np.split(np.random.default_rng(seed).permutation(442), [240, 342])
    asked, sizes, errors = [], set(), [65.0]  # who is above learned nothing

    def gradient(w, rows):
        asked.extend(A[rows])
        sizes.add(len(rows))
        return 2 / len(rows) * X[A[rows]].T @ (X[A[rows]] @ w - y[A[rows]])

    def valid(w, rows=V):
        errors.append(np.sqrt(np.mean((X[rows] @ w - y[rows]) ** 2)))
        return errors[-1]

    try:
        best = train(gradient, valid, np.zeros(11), np.random.default_rng(0))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    n, late = np.bincount(asked, minlength=442)[A], np.argmin(errors[::-1])
    verdicts = {
        f"not yet: gradient had {sizes or 0} rows, split {seed}": sizes != {20},
        f"not yet: gradient had rows {min(n)} to {max(n)} times": n.std() > 0,
        "not yet: gradient had the same batches": asked[:240] == asked[240:480],
        f"not yet: valid had {late} calls after its lowest": late != 5,
        "not yet: best is not where it was lowest": min(errors) != valid(best),
        f"right: {max(n)} epochs, then {valid(best, T):.1f} on others": True,
    }
    return next(verdict for verdict in verdicts if verdicts[verdict])


print(check(1), check(2), check(3), sep="\n")
