"""Three schedules in use, to keep: straight to zero, 1/√k, and a plateau."""

import math


def checked(value, name, low=5e-324, high=math.inf):
    """Return a finite number from `low`, the least above 0, to `high`."""
    if not (low <= value <= high and value < math.inf):
        raise ValueError(f"{name} must be in [{low}, {high}], not {value}")
    return float(value)


def linear(base, steps):
    """Return a rate that falls in a straight line to zero after `steps`."""
    base, steps = checked(base, "base"), checked(steps, "steps")
    return lambda step: base * max(0, 1 - checked(step, "step", 0) / steps)


def inverse_root(base, half):
    """Let the rate fall like 1/√step; after 3·`half` steps it is half of base.

    It needs no end. Source: Vaswani and others 2017, there after a warm-up.
    """
    base, half = checked(base, "base"), checked(half, "half")
    return lambda step: base / math.sqrt(1 + checked(step, "step", 0) / half)


def plateau(base, steps, rise=0, fall=0.2):
    """Rise for `rise` steps, stay, and fall to zero in the share `fall`.

    Warm-up, stable, decay. Source: Hu and others 2024.
    """
    base, steps = checked(base, "base"), checked(steps, "steps")
    rise, fall = checked(rise, "rise", 0), checked(fall, "fall", high=1)

    def rate(step):
        left = max(0, 1 - checked(step, "step", 0) / steps)
        return base * min(1, (step + 1) / rise if rise else 1, left / fall)

    return rate


a, b, c = linear(0.1, 100), inverse_root(0.1, 10), plateau(0.1, 100, rise=5)
for k in [0, 30, 50, 90, 100]:
    print(f"step {k:3}: linear {a(k):.4f}, 1/√k {b(k):.4f}, plateau {c(k):.4f}")
