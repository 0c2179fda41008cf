"""Project: write the loop of descent; the check knows where each step ends."""

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
        return f"not yet: line {line}: {error!r}"
    right = 3 - 3 * (1 - 2 * rate) ** np.arange(steps + 1)
    if len(path) != steps + 1 or path[0] != 0:
        told = f"length {len(path)} from {path[0]!s:.5}, not {steps + 1} from 0"
        return f"not yet: path has {told}; append one x in each of the steps"
    if np.allclose(path, right):
        return f"right: all {steps} steps, to x = {path[-1]:.6f}"
    at = np.argmin(np.isclose(path, right))
    old, new, move = path[at - 1], path[at], rate * 2 * (path[at - 1] - 3)
    stays = "x stays: go on from path[-1], and append when x has moved"
    mistakes = {
        old: stays if path[2] else "x stays: slope 2 * (x - 3), not 2 * x",
        old + move: "uphill: subtract rate times slope",
        old - move / 2: "half a step: (x - 3)² has slope 2 * (x - 3)",
        old - move / rate: "the whole slope: multiply it by learning_rate",
    }
    if np.allclose(np.abs(path[1:3]), np.abs(rate * 2 * (path[:2] - 3))):
        mistakes = {new: "the step alone: take it off path[-1]"}
    words = [mistakes[end] for end in mistakes if np.isclose(end, new)]
    words += ["is it path[-1] minus learning_rate times slope, not height?"]
    return f"not yet: step {at} to {new:.6g}, not {right[at]:.6g}: {words[0]}"


for rate in [0.1, 0.01, 0.9]:
    verdict = check(rate, 3)  # few first: a wrong slope explodes
    verdict = check(rate, 50) if verdict.startswith("right") else verdict
    print(f"rate {rate}\n  {verdict}")
