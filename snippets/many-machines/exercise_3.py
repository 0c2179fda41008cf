"""Exercise: the local steps of a round of federated averaging."""

import numpy as np


def at_home(w, curvature, best, rate, steps):
    """Return w after steps on the loss curvature * (w - best)**2 / 2."""
    # your part: change w, step by step
    for _ in range(steps):
        w = w - rate * curvature * (w - best)
    # end of your part
    return float(w)


def check(rate, steps):
    """Follow rounds of two clinics, and compare with where they must rest."""
    curvatures, bests, w = [1.0, 0.1], [0.0, 10.0], 5.0
    for _ in range(2000):
        try:
            ends = list(
                map(at_home, [w, w], curvatures, bests, [rate] * 2, [steps] * 2)
            )
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        if ends == [w, w]:
            return f"not yet: w has not changed in {steps} steps"
        w = sum(ends) / 2
        if not abs(w) < 1e6:
            return "not yet: w leaves all bounds; is a step downhill?"
    shares = [1 - (1 - rate * c) ** steps for c in curvatures]
    rest = np.average(bests, weights=shares)
    if abs(w - rest) < 1e-6:
        return f"right: {steps} steps at rate {rate}: the mean rests at {w:.4f}"
    one = np.average(bests, weights=curvatures)
    if abs(w - one) < 1e-6:
        return f"not yet: w rests at {w:.4f}, as with one step at home"
    return f"not yet: w rests at {w:.4f}, not at {rest:.4f}"


print(check(0.2, 2))
print(check(0.5, 10))
