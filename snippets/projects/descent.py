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


def check(path, learning_rate, steps):
    """Compare each step with the closed form, which needs no loop."""
    right = 3 - 3 * (1 - 2 * learning_rate) ** np.arange(steps + 1)
    mistakes = {
        -6 * learning_rate: "x goes uphill: subtract rate times slope",
        3 * learning_rate: "half a step: (x - 3)² has slope 2 * (x - 3)",
        6.0: "the step is the whole slope: multiply it by learning_rate",
    }
    if len(path) == 1:
        return "not yet: path holds the start alone; append to it in a loop"
    for first, words in mistakes.items():
        if np.isclose(path[1], first):
            return f"not yet: {words}"
    if not np.isclose(path[1], right[1]):
        return f"not yet: the first step ends at {path[1]:g}: work it by hand"
    if len(path) != steps + 1:
        return f"not yet: {len(path) - 1} steps in path, not {steps}: count"
    if not np.allclose(path, right):
        step = np.argmin(np.isclose(path, right))
        return f"not yet: step {step} goes wrong: its slope is at path[-1]"
    return f"right: all {steps} steps agree with the closed form"


for learning_rate in [0.1, 0.01, 0.9]:
    path = descend(learning_rate, 50)
    print(f"rate {learning_rate}: x = {path[-1]:.6f}")
    print(f"  {check(path, learning_rate, 50)}")
