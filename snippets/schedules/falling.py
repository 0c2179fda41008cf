"""Four schedules, to keep: constant, in steps, exponential and 1/t."""

import math


def checked(value, name, low=5e-324, high=math.inf):
    """Return a finite number from `low`, the least above 0, to `high`."""
    if not (low <= value <= high and value < math.inf):
        raise ValueError(f"{name} must be in [{low}, {high}], not {value}")
    return float(value)


def constant(base):
    """Return the schedule, a function from step (0, 1, ...) to rate."""
    base = checked(base, "base")
    return lambda step: base + 0 * checked(step, "step", 0)


def step_decay(base, factor, every):
    """Multiply the rate by `factor`, at most 1, after each `every` steps."""
    base, factor = checked(base, "base"), checked(factor, "factor", high=1)
    every = checked(every, "every")
    return lambda step: base * factor ** (checked(step, "step", 0) // every)


def exponential(base, factor):
    """Multiply the rate by `factor`, at most 1, at every step."""
    base, factor = checked(base, "base"), checked(factor, "factor", high=1)
    return lambda step: base * factor ** checked(step, "step", 0)


def one_over_t(base, half):
    """Let the rate fall like 1/step; after `half` steps it is half of base."""
    base, half = checked(base, "base"), checked(half, "half")
    return lambda step: base / (1 + checked(step, "step", 0) / half)


schedules = [constant(0.1), step_decay(0.1, factor=0.1, every=40)]
schedules += [exponential(0.1, factor=0.97), one_over_t(0.1, half=10)]
print("k         " + "".join(f"{step:9}" for step in (0, 10, 50, 100)))
names = ["constant", "step", "exponential", "1/t"]
for name, rate in zip(names, schedules, strict=True):
    print(f"{name:<12}", *[f"{rate(step):8.5f}" for step in (0, 10, 50, 100)])
