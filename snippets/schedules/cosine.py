"""Two schedules, to keep: half a cosine, and a cosine with restarts."""

import math


def cosine(base, steps, last=0.0):
    """Return a schedule from `base` at step 0 to `last` at `steps` and after.

    Loshchilov and Hutter (2017). Raises ValueError for what is out of range.
    """
    if not (0 <= last <= base and 0 < base < math.inf > steps >= 1):
        raise ValueError(f"not 0 <= {last=} <= {base=} > 0, {steps=} >= 1")

    def rate(step):
        if not 0 <= step < math.inf:
            raise ValueError(f"step must be finite, at least 0, not {step}")
        turn = math.pi * min(float(step) / float(steps), 1)
        return last + (float(base) - last) * (1 + math.cos(turn)) / 2

    return rate


def restarts(base, first, growth=2, last=0.0):
    """Return a cosine over `first` steps, then anew over `growth` times more.

    Raises ValueError as `cosine` does, and if `growth` is not 1, 2, 3, ...
    """
    if not (math.inf > first >= 1 and growth >= 1 and growth % 1 == 0):
        raise ValueError(f"want >= 1, growth whole: {first=}, {growth=}")
    once = cosine(base, first, last)

    def rate(step):
        length = float(first) + 0 * once(step)  # which refuses a wrong step
        step = step % length if growth == 1 else float(step)
        while step >= length:
            step, length = step - length, length * growth
        return cosine(base, length, last)(step)

    return rate


plain, warm = cosine(0.1, steps=70), restarts(0.1, first=10)
print("k       ", *(f"{k:7}" for k in (0, 9, 10, 29, 30, 69)))
for name, rate in [("cosine", plain), ("restarts", warm)]:
    print(f"{name:<8}", *(f"{rate(k):7.4f}" for k in (0, 9, 10, 29, 30, 69)))
