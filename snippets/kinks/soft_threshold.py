"""The proximal step of the absolute value: soft thresholding, to keep."""

import numpy as np


def soft_threshold(v, penalty):
    """Return the w with the least penalty·|w| + (w − v)²/2, for each v.

    `v` is an array of finite numbers, of any shape but empty; `penalty` is a
    finite number, not negative. Raises ValueError for anything else.
    Source: Beck and Teboulle 2009.
    """
    v = np.array(v, dtype=float)
    if not v.size or not v.ndim or not np.isfinite(v).all():
        raise ValueError(f"not an array of finite numbers: {v=}")
    if np.ndim(penalty) or not 0 <= penalty < np.inf:
        raise ValueError(f"not finite, or negative: {penalty=}")
    return np.sign(v) * np.maximum(np.abs(v) - penalty, 0)


print("v      0.30  0.90  1.00  1.50  -2.00")
w = soft_threshold([0.30, 0.90, 1.00, 1.50, -2.00], 1.0)
print("w     ", "  ".join(f"{x:4.2f}" for x in w))
