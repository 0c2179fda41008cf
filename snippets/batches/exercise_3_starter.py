"""Exercise: cut an epoch into batches, each case once, in random order."""

import numpy as np


def epoch(n, size, rng):
    """Return the batches of an epoch: lists of numbers from 0 to n - 1."""
    batches = []
    # your part: append to batches the numbers of the cases of each batch
    # end of your part
    return [[int(case) for case in batch] for batch in batches]


def check(n, size):
    """Judge two epochs of one generator."""
    rng = np.random.default_rng(1)
    try:
        first, second = epoch(n, size, rng), epoch(n, size, rng)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    cases = [case for batch in first for case in batch]
    if not first:
        return f"not yet: batches is still empty, with {n} cases"
    if any(case not in range(n) for case in cases):
        return f"not yet: {max(cases)} or another number is not a case"
    if len(set(cases)) < n:
        missing = min(set(range(n)) - set(cases))
        return f"not yet: case {missing} is in no batch"
    if len(cases) > n:
        return "not yet: a case comes twice"
    if [len(batch) for batch in first[:-1]] != [size] * (-(-n // size) - 1):
        return f"not yet: a batch but the last does not hold {size} cases"
    if cases == sorted(cases) or first == second:
        return "not yet: the order is not drawn anew for each epoch"
    return (
        f"right: {n} cases in {len(first)} batches, in another order each time"
    )


print(check(12, 4))
print(check(103, 10))
