"""Exercise: early stopping with patience, on lists of validation errors."""


def kept_step(errors, patience):
    """Return the step, from 1 on, that is kept when the patience ends."""
    kept = 0
    # your part: go through errors, set kept, stop when patience ends
    lowest, waited = float("inf"), 0
    for step, error in enumerate(errors, start=1):
        if error < lowest:
            kept, lowest, waited = step, error, 0
        else:
            waited += 1
        if waited == patience:
            break
    # end of your part
    return kept


def check(case, errors, patience, right):
    """Compare with the step that is kept; know the usual mistakes."""
    try:
        found = kept_step(errors, patience)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if found == right:
        return f"right: {case}: step {found}, error {errors[found - 1]}"
    if found == errors.index(min(errors)) + 1:
        return f"not yet: {case}: step {found} comes after the end of the run"
    if found and found == right - 1:
        return f"not yet: {case}: count from 1"
    return f"not yet: {case}: kept is {found}, not {right}"


cases = {
    "patience 1": ([70, 64, 62, 63, 61, 65, 66, 67], 1, 3),
    "patience 2": ([70, 64, 62, 63, 61, 65, 66, 67], 2, 5),
    "the wait begins anew": ([9, 8, 9, 7, 8, 6, 7, 8, 1], 2, 6),
    "it falls to the end": ([5, 4, 3, 2], 2, 4),
    "the first is the best": ([1, 2, 3, 0], 2, 1),
    "the same again is no progress": ([5, 4, 4, 3, 9, 9], 1, 2),
}
for case, (errors, patience, right) in cases.items():
    print(check(case, errors, patience, right))
