"""Exercise: a step of Adam, held against weighted sums of all slopes."""

import numpy as np


def step(w, mean, square, slope, k, rate, b1=0.9, b2=0.999, eps=1e-8):
    """Return w, mean and square after step k = 1, 2, ..."""
    # your part: update mean and square, correct both, and move w
    # end of your part
    return w, mean, square


def check(slopes, rate):
    """Walk through the slopes; know what is forgotten most often."""
    w, mean, square, right = 1.0, 0.0, 0.0, 1.0
    for k in range(1, len(slopes) + 1):
        try:
            w, mean, square = step(w, mean, square, slopes[k - 1], k, rate)
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        m, v = (
            np.average(np.power(slopes[:k], p), weights=b ** np.arange(k)[::-1])
            for p, b in [(1, 0.9), (2, 0.999)]
        )
        right -= rate * m / (np.sqrt(v) + 1e-8)
        if abs(w - right) > 1e-9:
            told = f"w is {w:.6g} after step {k}, not {right:.6g}"
            hint = "correct mean and square" if k == 1 else "is square kept?"
            return f"not yet: {told}; {hint}"
    return f"right: {len(slopes)} steps of Adam, to {w:.6f}"


print(check([2.0, 2.0, 2.0], 0.1))
print(check([1.0, -50.0, 3.0, 0.5, 0.5], 0.01))
