"""AMSGrad, to keep: after one huge slope its steps stay short."""

import numpy as np


def amsgrad(
    gradient, start, steps, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Take Adam's step with the largest fading mean of squares so far.

    `gradient` maps w, shape (d,), to shape (d,); `start` has shape (d,).
    Returns the path, shape (steps + 1, d), its first row the start. Raises
    ValueError for a rate or epsilon that is not positive and finite, betas
    outside [0, 1), steps that are no count, a start or gradient that is not
    finite or of another shape.
    Source: Reddi, Kale and Kumar 2018; formula and defaults of PyTorch.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"no count: {steps=}")
    if not 0 < learning_rate < np.inf > epsilon > 0:
        raise ValueError(f"want (0, inf): {learning_rate=}, {epsilon=}")
    if not 0 <= beta1 < 1 > beta2 >= 0:
        raise ValueError(f"want [0, 1): {beta1=}, {beta2=}")
    m = v = largest = np.zeros(len(path[0]))
    for t in np.arange(1, 1 + float(steps)):
        g = np.asarray(gradient(path[-1].copy()), dtype=float)
        if g.shape != m.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        largest = np.maximum(largest, v)
        root = np.sqrt(largest) / np.sqrt(1 - beta2**t) + epsilon
        path.append(path[-1] - learning_rate * m / (1 - beta1**t) / root)
    return np.array(path)


slopes = np.ones(20_000)
slopes[99] = 1000.0  # one slope of 1000 among slopes of 1
draw = iter(slopes)
path = amsgrad(lambda w: np.array([next(draw)]), [0.0], 20_000, 1.0)
for k in [50, 200, 1000, 20_000]:
    print(f"step {k:6}: {path[k - 1, 0] - path[k, 0]:.4f} rates long")
