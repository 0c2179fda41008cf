"""Exercise: the fall that one step promises, tried on many losses."""

import numpy as np


def promised(rate, L, length):
    """Return the least fall of the loss; length is that of the gradient."""
    fall = 0.0
    # your part: set fall, which is largest at the rate 1 / L
    # end of your part
    return float(fall)


def check(rate, L):
    """Take one step on 200 losses whose curvatures are at most L."""
    rng = np.random.default_rng(1)
    least = np.inf
    for _ in range(200):
        curvatures = rng.uniform(-L, L, 3)
        curvatures[0] = L
        w = rng.normal(size=3) * rng.choice([1, 0.01], 3)
        gradient = curvatures * w
        new = w - rate * gradient
        fall = (curvatures @ w**2 - curvatures @ new**2) / 2
        try:
            said = promised(rate, L, np.linalg.norm(gradient))
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        if fall < said - 1e-9:
            return f"not yet: a fall of {said:.4f} promised, {fall:.4f} seen"
        least = min(least, (fall - said) / (gradient @ gradient))
    if least > 0.01 * rate:
        return f"not yet: fall could be larger, by {least:.3f} lengths squared"
    return f"right: at rate {rate} and L = {L} promised, and kept on 200 losses"


print(check(0.5, 1))
print(check(0.3, 4))
