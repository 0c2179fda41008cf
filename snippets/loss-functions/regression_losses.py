"""Squared, absolute and Huber loss of some errors, each with its slope."""

import numpy as np

delta = 1.0  # where Huber's loss changes from parabola to straight line


def huber(error):
    inside, outside = error**2 / 2, delta * (np.abs(error) - delta / 2)
    return np.where(np.abs(error) <= delta, inside, outside)


error = np.array([-10.0, -2.0, -0.5, 0.1, 3.0])
print("error         ", *[f"{value:7.1f}" for value in error])
for name, loss, slope in [
    ("squared", error**2, 2 * error),
    ("absolute", np.abs(error), np.sign(error)),
    ("Huber", huber(error), np.clip(error, -delta, delta)),
]:
    print(f"{name:<8} loss ", *[f"{value:7.3f}" for value in loss])
    print(f"{name:<8} slope", *[f"{value:7.3f}" for value in slope])
