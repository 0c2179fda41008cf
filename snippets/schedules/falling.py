"""Four schedules, to keep: constant, in steps, exponential and 1/t."""

import math


def checked(value, name, upper=math.inf):
    """Return a value that is positive, finite and at most `upper`."""
    if not (0 < value <= upper and math.isfinite(value)):
        raise ValueError(f"{name} must be in (0, {upper}], not {value}")
    return value


def constant(base):
    """Return the schedule, a function from step (0, 1, ...) to rate."""
    checked(base, "base")
    return lambda step: base


def step_decay(base, factor, every):
    """Multiply the rate by `factor`, at most 1, after `every` steps."""
    checked(base, "base"), checked(factor, "factor", 1), checked(every, "every")
    return lambda step: base * factor ** (step // every)


def exponential(base, factor):
    """Multiply the rate by `factor`, at most 1, at every step."""
    checked(base, "base"), checked(factor, "factor", 1)
    return lambda step: base * factor**step


def one_over_t(base, half):
    """Let the rate fall like 1/step; after `half` steps it is half of base."""
    checked(base, "base"), checked(half, "half")
    return lambda step: base / (1 + step / half)


schedules = {
    "constant": constant(0.1),
    "step": step_decay(0.1, factor=0.1, every=40),
    "exponential": exponential(0.1, factor=0.97),
    "1/t": one_over_t(0.1, half=10),
}
print("step      " + "".join(f"{step:9}" for step in (0, 10, 50, 100)))
for name, rate in schedules.items():
    print(f"{name:<12}", *[f"{rate(step):8.5f}" for step in (0, 10, 50, 100)])
