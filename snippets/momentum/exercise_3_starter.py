"""Exercise: write the two lines of momentum; powers of a matrix check them."""

import numpy as np


def roll(gradient, w, rate, momentum, steps):
    velocity = 0.0
    for _ in range(steps):
        slope = gradient(w)
        # your part: set velocity from itself, momentum and slope; then w
        # end of your part
    return float(w)


def check(curvature, rate, momentum, steps):
    # w and velocity after a step are a matrix times those before it
    step = np.array(
        [
            [1 - rate * curvature, -rate * momentum],
            [curvature, momentum],
        ]
    )
    end, _ = np.linalg.matrix_power(step, steps) @ [1, 0]
    plain = (1 - rate * curvature) ** steps
    try:
        found = roll(lambda w: curvature * w, 1.0, rate, momentum, steps)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if found == 1:
        return f"not yet: w has not moved in {steps} steps"
    if abs(found - plain) < 1e-12:
        return "not yet: w goes as without momentum"
    if not abs(found - end) < 1e-12:
        return f"not yet: after {steps} steps w is {found:.4g}, not {end:.4g}"
    return f"right: after {steps} steps w = {found:.4f}"


print(check(1, 0.1, 0.5, 2), check(4, 0.2, 0.9, 7), sep="\n")
