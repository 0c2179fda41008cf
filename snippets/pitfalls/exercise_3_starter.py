"""Exercise: return the lowest loss of a run and the weights it belongs to."""

import numpy as np


def best_of(slope, w, rate, steps):
    """Return the lowest loss w @ w after any of the steps, and its w."""
    lowest, best = np.inf, w
    # your part: take steps along slope(w); set lowest and best
    # end of your part
    return float(lowest), np.array(best, dtype=float)


def check(seed, steps):
    """Look at every loss of the run, the last one included."""
    rng, seen = np.random.default_rng(seed), []

    def slope(w):
        seen.append(float(w @ w))
        return 2 * w + rng.normal(0, 2, len(w))

    try:
        lowest, best = best_of(slope, np.full(2, 3.0), 0.2, steps)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if len(seen) != steps:
        return f"not yet: lowest comes after {len(seen)} steps, not {steps}"
    if lowest > min(seen[1:]) + 1e-12:  # the last loss was not seen
        return f"not yet: lowest is {lowest:.4f}, and a lower loss was seen"
    if not np.isclose(best @ best, lowest):
        return (
            f"not yet: best has a loss of {best @ best:.4f}, not {lowest:.4f}"
        )
    return (
        f"right: {steps} steps, the lowest loss {lowest:.4f}, and its weights"
    )


print(check(4, 30))
print(check(5, 200))
