"""Warm-up, to keep: a straight rise before any schedule."""

import math


def warm_up(schedule, steps):
    """Return a schedule that rises in a straight line, then follows another.

    `schedule` maps a step (0, 1, ...) to a rate. The first `steps` rates are
    1/steps, 2/steps, ... of its first one; then it starts from its step 0.
    Raises ValueError where `steps` is not a whole number of at least 0, and
    for a step below 0 or not finite.
    """
    if not (steps >= 0 and float(steps).is_integer()):
        raise ValueError(f"steps must be 0, 1, 2, ..., not {steps}")

    def rate(step):
        if not 0 <= step < math.inf:
            raise ValueError(f"step must be finite, at least 0, not {step}")
        if step < steps:
            return (float(step) + 1) / float(steps) * schedule(0)
        return schedule(step - int(steps))

    return rate


def cosine(step):
    return 0.05 * (1 + math.cos(math.pi * min(step / 90, 1)))


rate = warm_up(cosine, steps=10)
for step in [0, 4, 9, 10, 55, 99]:
    print(f"step {step:2}: rate {rate(step):.4f}")
