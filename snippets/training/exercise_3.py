"""Exercise: one turn of the training loop, held against one of matrices."""

import numpy as np


def turn(w, b, x, y, learning_rate):
    """Return w and b after one update on the mean squared error."""
    # your part: predict, measure both slopes, and update w and b
    error = w * x + b - y
    w_slope, b_slope = 2 * np.mean(error * x), 2 * np.mean(error)
    w = w - learning_rate * w_slope
    b = b - learning_rate * b_slope
    # end of your part
    return w, b


def check(seed, n, rate, w=1.5, b=-0.5):
    """Compare the step with that of both weights at once."""
    x, y = np.random.default_rng(seed).normal(size=(2, n))
    X = np.column_stack([x, np.ones(n)])
    by_w, by_b = 2 * X.T @ (X @ [w, b] - y) / n
    try:
        new = turn(w, b, x, y, rate)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    step = (w - new[0]) / rate, (b - new[1]) / rate
    words = {
        1: "right: the step",
        -1: "not yet: uphill",
        0: "not yet: w and b have not moved",
        0.5: "not yet: where is the 2?",
        n: "not yet: the sum, not the mean",
    }
    for factor, verdict in words.items():
        if np.allclose(step, (factor * by_w, factor * by_b)):
            return f"{verdict} ({n} cases, rate {rate})"
    if np.isclose(step[0], by_w):
        return "not yet: w is right, b is not; was w new already?"
    return "not yet: w's step is not the rate times its slope"


print(check(1, 5, 0.1))
print(check(2, 40, 0.01))
