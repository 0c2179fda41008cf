"""Exercise: a schedule with warm-up and half a cosine, tried at its corners."""

import math


def rate_at(k, base, warm, steps):
    """Return the rate of step k = 0, 1, ... of a run of so many steps."""
    rate = 0.0
    # your part: set rate, in one way before step warm, in another from it on
    # end of your part
    return float(rate)


def check(base, warm, steps):
    """Ask for the rates at corners, where they are known without a cosine."""
    middle = (warm + steps) // 2
    corners = {
        0: (base / warm, f"the first rate is one part of {base}, not 0"),
        warm - 1: (base, "the last step of the warm-up has all of base"),
        warm: (base, "the cosine begins at step warm, with base"),
        middle: (base / 2, "half-way down, rate is half of base"),
        warm + (middle - warm) // 2: (
            base * (2 + math.sqrt(2)) / 4,
            "a cosine is high for longer than a straight line",
        ),
        steps: (0, "at step steps it would be 0"),
    }
    for k, (right, words) in corners.items():
        try:
            found = rate_at(k, base, warm, steps)
        except Exception as error:
            line = error.__traceback__.tb_next.tb_lineno
            return f"not yet: line {line}: {error!r}"
        if abs(found - right) > 1e-9:
            return f"not yet: at step {k} rate is {found:.4g}; {words}"
    return f"right: up to {base} in {warm} steps, and down to 0 at {steps}"


print(check(0.1, 10, 90))
print(check(3.0, 4, 204))
