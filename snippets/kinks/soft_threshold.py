"""The proximal step of the absolute value: soft thresholding, to keep."""

import numpy as np


def soft_threshold(v, penalty):
    """Return the w with the least penalty·|w| + (w − v)²/2, for each v.

    `v` has shape (d,), and so has the result; `penalty` is finite and not
    negative. Raises ValueError for what is not finite or of another shape.
    Source: Beck and Teboulle 2009.
    """
    v = np.array(v, dtype=float)
    if v.ndim != 1 or not v.size or not np.isfinite(v).all():
        raise ValueError(f"not finite, of shape (d,): {v=}")
    if np.ndim(penalty) or not 0 <= penalty < np.inf:
        raise ValueError(f"not finite, or negative: {penalty=}")
    return np.sign(v) * np.maximum(np.abs(v) - penalty, 0)


print("v      0.30  0.90  1.00  1.50  -2.00")
w = soft_threshold([0.30, 0.90, 1.00, 1.50, -2.00], 1.0)
print("w     ", "  ".join(f"{x:4.2f}" for x in w))
