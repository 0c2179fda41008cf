"""Exercise: read lengths of gradients: done, slow or diverging."""

import math


def answer(lengths, tolerance):
    """Return "done", "diverging" or "slow", whichever comes first."""
    word = ""
    # your part: set word
    # end of your part
    return word


def check(case, lengths, right):
    """Compare an answer with the right one."""
    try:
        found = answer(lengths, tolerance=0.05)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if found == right:
        return f"right: {case}, {lengths}: {found}"
    return f"not yet: {case}: word is {found or 'empty'}, not {right}"


cases = {
    "it shrinks": ([1, 0.1, 0.01], "done"),
    "too few steps": ([1, 0.9, 0.8], "slow"),
    "done at the start": ([0.001], "done"),
    "it grows without end": ([1, 1e5, 1e10], "diverging"),
    "not a number": ([1, math.nan, 0.001], "diverging"),
    "it grows, and comes back": ([1, 50, 2, 0.05], "done"),
    "done first": ([1, 0.01, 1e9], "done"),
    "infinite from the start": ([math.inf, 1], "diverging"),
}
for case, (lengths, right) in cases.items():
    print(check(case, lengths, right))
