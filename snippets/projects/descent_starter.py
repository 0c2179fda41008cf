"""Project: write the loop of descent; a closed form checks each step."""

import numpy as np


def descend(learning_rate, steps):
    """Return the start, x = 0, and x after each step, on (x - 3)² + 5."""
    path = [0.0]
    # your part: append to path one new x a step; path[-1] is where you are
    # end of your part
    return np.hstack(path).astype(float)


def check(rate, steps):
    try:
        path = np.atleast_1d(descend(rate, steps))
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: your part, line {line}: {error!r}"
    right = 3 - 3 * (1 - 2 * rate) ** np.arange(steps + 1)
    if len(path) == 1:
        return "not yet: path holds the start alone; append to it in a loop"
    if len(path) != steps + 1 or path[0] != 0:
        return f"not yet: {len(path)} numbers in path, not 0 and {steps} new x"
    if np.allclose(path, right):
        return f"right: {steps} steps as in the closed form, to {path[-1]:.6f}"
    step = np.argmin(np.isclose(path, right))
    took = (1 - (path[step] - 3) / (path[step - 1] - 3)) / 2
    mistakes = {
        (1, 0): "x does not move: subtract rate times slope",
        (1, -rate): "x goes uphill: subtract rate times slope",
        (1, rate / 2): "half a step: (x - 3)² has slope 2 * (x - 3)",
        (1, 1): "the step is the whole slope: multiply it by learning_rate",
    }
    words = mistakes.get((step, round(took, 6)), "learning_rate? path[-1]?")
    return f"not yet: step {step} is one of rate {took:.6g}: {words}"


for rate in [0.1, 0.01, 0.9]:
    verdict = check(rate, 3)  # few first: a wrong slope explodes
    verdict = check(rate, 50) if verdict.startswith("right") else verdict
    print(f"rate {rate}\n  {verdict}")
