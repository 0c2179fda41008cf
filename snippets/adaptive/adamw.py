"""AdamW, to keep: where the slope is zero, decay alone shrinks the weights."""

import numpy as np


def adamw(
    gradient,
    start,
    steps,
    learning_rate,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
    weight_decay=0.01,
):
    """Shrink w by rate times weight_decay, then take Adam's step.

    `gradient` maps w, shape (d,), to shape (d,), without the penalty; `start`
    has shape (d,). Returns the path, shape (steps + 1, d). Raises ValueError
    for a rate that is not positive and finite, betas outside [0, 1), steps,
    epsilon or decay below 0, and for other shapes.
    Source: Loshchilov and Hutter 2019; formula and defaults of PyTorch.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or steps < 0:
        raise ValueError("start needs one dimension, steps at least 0")
    if not (0 < learning_rate < np.inf and epsilon >= 0 <= weight_decay):
        raise ValueError(f"{learning_rate=}, {epsilon=}, {weight_decay=}")
    if not (0 <= beta1 < 1 and 0 <= beta2 < 1):
        raise ValueError(f"out of range: {beta1=}, {beta2=}")
    m = v = np.zeros(len(path[0]))
    for t in range(1, steps + 1):
        g = np.asarray(gradient(path[-1]), dtype=float)
        if g.shape != m.shape:
            raise ValueError(f"gradient {g.shape}, expected {m.shape}")
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        root = np.sqrt(v / (1 - beta2**t)) + epsilon
        w = path[-1] * (1 - learning_rate * weight_decay)
        path.append(w - learning_rate * m / (1 - beta1**t) / root)
    return np.array(path)


path = adamw(lambda w: 0 * w, [1.0, -200.0], 1000, 0.01, weight_decay=0.1)
print(f"no slope, 1000 steps: w = {path[-1, 0]:.5f}, {path[-1, 1]:.3f}")
