"""Two schedules, to keep: half a cosine, and a cosine with restarts."""

import math


def cosine(base, steps, last=0.0):
    """Return a schedule from `base` at step 0 to `last` at `steps` and after.

    It follows half a cosine (Loshchilov and Hutter 2017). Raises ValueError
    unless 0 <= last <= base, base > 0, both finite, and steps >= 1.
    """
    if not (0 <= last <= base and 0 < base < math.inf and steps >= 1):
        raise ValueError(f"no cosine for {base=}, {steps=}, {last=}")

    def rate(step):
        share = min(step / steps, 1)
        return last + (base - last) * (1 + math.cos(math.pi * share)) / 2

    return rate


def restarts(base, first, growth=2, last=0.0):
    """Return a cosine over `first` steps, then anew over `growth` times more.

    Loshchilov and Hutter (2017). Raises ValueError as `cosine` does, and
    where `growth` is not a whole number of at least 1.
    """
    cosine(base, first, last)
    if not (growth >= 1 and float(growth).is_integer()):
        raise ValueError(f"growth must be 1, 2, 3, ..., not {growth}")

    def rate(step):
        length = first
        while step >= length:
            step, length = step - length, length * growth
        return cosine(base, length, last)(step)

    return rate


plain, warm = cosine(0.1, steps=70), restarts(0.1, first=10)
print("step    " + "".join(f"{step:8}" for step in (0, 9, 10, 29, 30, 69)))
for name, schedule in [("cosine", plain), ("restarts", warm)]:
    rates = [schedule(step) for step in (0, 9, 10, 29, 30, 69)]
    print(f"{name:<8}" + "".join(f"{rate:8.4f}" for rate in rates))
