"""Exercise: backtracking, the search for a rate that lowers the loss enough."""

import numpy as np


def backtrack(loss, w, gradient, rate):
    """Return the first of rate, rate/2, rate/4, ... that falls enough."""
    # your part: halve rate as long as the loss does not fall enough
    # end of your part
    return float(rate)


def check(name, loss, w, gradient, first):
    """Try all halvings from the first rate on."""
    w, gradient = np.array(w), np.array(gradient)
    fall = [  # as a share of what the slope promises
        (loss(w) - loss(w - rate * gradient)) / (rate * gradient @ gradient)
        for rate in first / 2 ** np.arange(30)
    ]
    right = first / 2 ** int(np.argmax(np.array(fall) >= 0.5))
    falls = first / 2 ** int(np.argmax(np.array(fall) > 0))
    try:
        found = backtrack(loss, w, gradient, first)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if found == right:
        left = loss(w - right * gradient)
        return f"right: {name}: rate {right:g} leaves a loss of {left:.4g}"
    if found == falls:
        return f"not yet: {name}: at {found:g} the loss falls, but not enough"
    if found == first:
        return f"not yet: {name}: rate is still the first, {first:g}"
    if found < right:
        return f"not yet: {name}: {found:g} is too careful"
    return f"not yet: {name}: at {found:g} the loss does not fall enough"


print(check("bowl", lambda w: 3 * w @ w, [2.0, 1.0], [12.0, 6.0], 0.3))
print(check("steep", lambda w: w[0] ** 4, [5.0], [500.0], 64.0))
