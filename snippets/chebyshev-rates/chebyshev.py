"""Chebyshev's rates, to keep, in an order that rounding does not spoil."""

import numpy as np


def chebyshev_rates(smallest, largest, steps):
    """Return the rates that promise to leave least of the distance.

    On a quadratic whose curvatures lie between `smallest` and `largest` no
    other `steps` rates promise more. The order is Leja's: each next one keeps
    away from those before. Raises ValueError for curvatures that are not
    positive and rising, and for steps not a whole number from 1 on. Sources:
    Young 1953 for the rates, Reichel 1990 for the order.
    """
    if not 0 < smallest < largest < np.inf:
        raise ValueError(f"not rising: 0, {smallest=}, {largest=}, inf")
    whole = isinstance(steps, (int, np.integer)) and type(steps) is not bool
    if not whole or steps < 1:
        raise ValueError(f"steps must be a whole number from 1 on, not {steps}")
    middle, half = (largest + smallest) / 2, (largest - smallest) / 2
    angles = np.pi * (np.arange(steps) + 0.5) / steps
    left = list(middle + half * np.cos(angles))  # curvatures, falling
    taken = [left.pop(0)]
    while left:
        apart = np.abs(np.subtract.outer(left, taken)) / half
        taken.append(left.pop(np.argmax(np.sum(np.log(apart), axis=1))))
    return 1 / np.array(taken)


curvatures = np.linspace(0.5, 70, 1000)
for steps in [15, 30, 60]:
    left = np.ones(1000)
    for rate in chebyshev_rates(0.5, 70, steps):
        left = left * (1 - rate * curvatures)
    constant = np.max(np.abs(1 - 2 / 70.5 * curvatures)) ** steps
    print(f"{steps} steps leave {np.max(np.abs(left)):.5f}", end="")
    print(f" at most, the best constant rate {constant:.5f}")
