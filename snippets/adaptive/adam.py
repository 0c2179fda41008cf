"""Adam, to keep: a slope times a constant gives nearly the same path."""

import numpy as np


def adam(
    gradient, start, steps, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Divide a fading mean of the slopes by the root of one of their squares.

    `gradient` maps w, shape (d,), to shape (d,); `start` has shape (d,).
    Returns the path, shape (steps + 1, d), its first row the start. Raises
    ValueError for a rate or epsilon that is not positive and finite, betas
    outside [0, 1), steps that are no count, a start or gradient that is not
    finite or of another shape.
    Source: Kingma and Ba 2015; defaults of PyTorch, which are the paper's.
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
    m = v = np.zeros(len(path[0]))
    for t in np.arange(1, 1 + float(steps)):
        g = np.asarray(gradient(path[-1].copy()), dtype=float)
        if g.shape != m.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        root = np.sqrt(v / (1 - beta2**t)) + epsilon
        path.append(path[-1] - learning_rate * m / (1 - beta1**t) / root)
    return np.array(path)


for scale in [1.0, 1e6, 1e-3]:
    path = adam(lambda w, c=scale: c * w, [1.0], 10, learning_rate=0.1)
    shown = " ".join(f"{w:.4f}" for w in path[[1, 2, 3, 10], 0])
    print(f"slope {scale:g} w: after steps 1, 2, 3 and 10 w = {shown}")
