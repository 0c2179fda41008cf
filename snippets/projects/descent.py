"""Project: write the loop of descent; a closed form checks each step."""

import numpy as np


def descend(learning_rate, steps):
    """Return the start, x = 0, and x after each step, on (x - 3)² + 5."""
    path = [0.0]
    # your part: append to path one new x for each of the steps
    for _ in range(steps):
        gradient = 2 * (path[-1] - 3)
        path.append(path[-1] - learning_rate * gradient)
    # end of your part
    return path


def check(learning_rate, steps):
    """Compare each step with the closed form, which needs no loop."""
    path, k = descend(learning_rate, steps), np.arange(steps + 1)
    right = 3 - 3 * (1 - 2 * learning_rate) ** k
    mistakes = {
        1 + 2 * learning_rate: "x goes uphill: subtract rate times slope",
        1 - learning_rate: "half a step: (x - 3)² has slope 2 * (x - 3)",
        -1.0: "the step is the whole slope: multiply it by learning_rate",
    }
    if len(path) == 1:
        return "not yet: path holds the start alone; append to it in a loop"
    if len(path) != steps + 1:
        return f"not yet: {len(path) - 1} new x in path, not {steps}: count"
    for factor, words in mistakes.items():
        if np.allclose(path, 3 - 3 * factor**k):
            return f"not yet: {words}"
    if not np.isclose(path[1], right[1]):
        return f"not yet: path[1] is {path[1]:g}; the slope at 0 is -6"
    if not np.allclose(path, right):
        step = np.argmin(np.isclose(path, right))
        return f"not yet: step {step} goes wrong: its slope is at path[-1]"
    return f"right: {steps} steps as in the closed form, to {path[-1]:.6f}"


for learning_rate in [0.1, 0.01, 0.9]:
    verdict = check(learning_rate, 3)  # few first: a wrong slope explodes
    if verdict.startswith("right"):
        verdict = check(learning_rate, 50)
    print(f"rate {learning_rate}\n  {verdict}")
