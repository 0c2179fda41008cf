"""Exercise: descent on gradients that come late, held against a matrix."""

import numpy as np


def run(gain, delay, steps):
    """Return w at the start and after each step; the gradient at w is w."""
    path = [1.0]
    # your part: append to path; a step uses the w of delay steps before
    for k in range(steps):
        late = path[max(k - delay, 0)]
        path.append(path[-1] - gain * late)
    # end of your part
    return np.array(path, dtype=float)


def check(gain, delay, steps):
    """Advance the last delay + 1 places by a matrix, and compare."""
    try:
        found = run(gain, delay, steps)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    advance = np.eye(delay + 1, k=-1)
    advance[0, 0] = 1
    advance[0, -1] -= gain
    places, right = np.ones(delay + 1), [1.0]
    for _ in range(steps):
        places = advance @ places
        right.append(places[0])
    if found.shape != (steps + 1,):
        return f"not yet: path holds {found.size} of {steps + 1} places"
    if np.allclose(found, right):
        return f"right: gain {gain}, delay {delay}: w ends at {found[-1]:.4f}"
    if np.allclose(found, (1 - gain) ** np.arange(steps + 1)):
        return "not yet: path is that of descent without delay"
    k = np.argmin(np.isclose(found, right))
    return f"not yet: path[{k}] is {found[k]:.4f}, not {right[k]:.4f}"


print(check(0.3, 2, 12))
print(check(0.618, 2, 40))
print(check(1.0, 1, 9))
