"""Exercise: say whether a first loss has no idea, or is sure and wrong."""

import numpy as np


def first_look(probabilities, y):
    """Return the mean cross-entropy and what it is without any idea.

    `probabilities` has shape (n, k), `y` holds classes from 0 to k - 1.
    """
    loss, idea = 0.0, 0.0
    # your part: set loss and idea; idea is that of k equal probabilities
    loss = -np.mean(np.log(probabilities[np.arange(len(y)), y]))
    idea = np.log(probabilities.shape[1])
    # end of your part
    return loss, idea


def check(case, k, sure):
    """Compare with a loop over the cases; know the usual mistakes."""
    rng = np.random.default_rng(k)
    scores, y = sure * rng.normal(size=(20, k)), rng.integers(k, size=20)
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    right = sum(-np.log(p[i, y[i]]) for i in range(20)) / 20
    try:
        loss, idea = first_look(p.copy(), y.copy())
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    if not np.isclose(loss, right):
        return f"not yet: {case}: loss is {loss:.3f}, not {right:.3f}"
    if not np.isclose(idea, -np.log(1 / k)):
        return f"not yet: {case}: idea is {idea:.3f}, not {-np.log(1 / k):.3f}"
    return f"right: {case}: {loss:.2f}, and {idea:.2f} without an idea"


print(check("10 classes, small weights", 10, 0.1))
print(check("10 classes, large weights", 10, 5.0))
print(check("3 classes", 3, 1.0))
