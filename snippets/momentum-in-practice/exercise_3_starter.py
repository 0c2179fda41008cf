"""Exercise: the same heavy ball in two conventions, run side by side."""


def converted(rate, momentum, velocity):
    """Return rate and velocity for v = βv + (1 - β)g, w = w - rate·v."""
    new_rate, new_velocity = rate, velocity
    # your part: set new_rate and new_velocity
    # end of your part
    return new_rate, new_velocity


def run(w, velocity, rate, momentum, share):
    """Return w after each of ten steps on w²."""
    path = []
    for _ in range(10):
        velocity = momentum * velocity + share * 2 * w
        w = w - rate * velocity
        path.append(w)
    return path


def check(rate, momentum, velocity):
    """Run PyTorch's convention and the other, and compare each step."""
    try:
        new_rate, new_velocity = converted(rate, momentum, velocity)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    ours = run(5.0, velocity, rate, momentum, 1)
    theirs = run(5.0, new_velocity, new_rate, momentum, 1 - momentum)
    for step, (a, b) in enumerate(zip(ours, theirs, strict=True), start=1):
        if abs(a - b) > 1e-9:
            told = f"w is {b:.4f} after step {step}, not {a:.4f}"
            return f"not yet: with new_rate {new_rate:g} {told}"
    return f"right: rate {new_rate:g} and velocity {new_velocity:g}: ten steps"


print(check(0.1, 0.9, 0.0))
print(check(0.03, 0.5, 2.0))
