"""RMSProp, to keep: on a constant slope its first steps are the longest."""

import numpy as np


def rmsprop(gradient, start, steps, learning_rate, decay=0.99, epsilon=1e-8):
    """Divide each slope by the root of a fading mean of its squares.

    `gradient` maps w, shape (d,), to shape (d,); `start` has shape (d,).
    Returns the path, shape (steps + 1, d), its first row the start. Raises
    ValueError for a rate or epsilon that is not positive and finite, a decay
    outside [0, 1), steps that are no count, a start or gradient that is not
    finite or of another shape.
    Source: Tieleman and Hinton 2012; formula and defaults of PyTorch.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"no count: {steps=}")
    if not 0 < learning_rate < np.inf > epsilon > 0:
        raise ValueError(f"want (0, inf): {learning_rate=}, {epsilon=}")
    if not 0 <= decay < 1:
        raise ValueError(f"want [0, 1): {decay=}")
    mean = np.zeros(len(path[0]))
    for _ in range(int(steps)):
        g = np.asarray(gradient(path[-1].copy()), dtype=float)
        if g.shape != mean.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        mean = decay * mean + (1 - decay) * g**2
        path.append(path[-1] - learning_rate * g / (np.sqrt(mean) + epsilon))
    return np.array(path)


for decay in [0.9, 0.99]:
    path = rmsprop(lambda w: np.ones(1), [0.0], 1000, 0.01, decay)
    steps = -np.diff(path[:, 0]) / 0.01
    print(f"decay {decay}: step 1 is {steps[0]:.3f} rates long,", end=" ")
    print(f"step 10 {steps[9]:.3f}, step 1000 {steps[999]:.3f}")
