"""Exercise: the cheapest of the thresholds, when mistakes have prices."""

import numpy as np


def cheapest(p, true, miss, alarm):
    """Return the value of p from which to flag, so that the cost is least."""
    best = 0.0
    # your part: set best to the value of p from which flagging costs least
    costs = []
    for threshold in p:
        flagged = p >= threshold
        missed, alarms = np.sum(true & ~flagged), np.sum(~true & flagged)
        costs.append(miss * missed + alarm * alarms)
    best = float(p[np.argmin(costs)])
    # end of your part
    return best


def check(seed, miss, alarm):
    """Compare the cost at the answer with the least, counted in order of p."""
    rng = np.random.default_rng(seed)
    p = rng.permutation(40) / 40
    true = rng.random(40) < p**2
    try:
        best = float(cheapest(p.copy(), true.copy(), miss, alarm))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    order = np.argsort(p)
    missed = np.concatenate([[0], np.cumsum(true[order])[:-1]])
    alarms = np.cumsum(~true[order][::-1])[::-1]
    costs = dict(zip(p[order], miss * missed + alarm * alarms, strict=True))
    swapped = dict(zip(p[order], alarm * missed + miss * alarms, strict=True))
    if best not in costs:
        return f"not yet: {best} is no value of p"
    if costs[best] == min(costs.values()):
        return f"right: flag from {best:.3f} on, for {costs[best]}"
    if swapped[best] == min(swapped.values()):
        return "not yet: miss is for a miss, alarm for a false alarm"
    return f"not yet: from {best:.3f} on it costs {costs[best]}, not the least"


print(check(seed=1, miss=9, alarm=1))
print(check(seed=2, miss=1, alarm=3))
