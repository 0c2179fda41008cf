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
    for what is out of range, not finite or of another shape.
    Source: Loshchilov and Hutter 2019; formula and defaults of PyTorch.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if abs(steps) // 1 != steps or not 0 < learning_rate < np.inf:
        raise ValueError(f"want a count, (0, inf): {steps=}, {learning_rate=}")
    given = f"{beta1=}, {beta2=}, {epsilon=}, {weight_decay=}"
    if not (0 <= beta1 < 1 > beta2 >= 0 < epsilon < np.inf > weight_decay >= 0):
        raise ValueError(f"want [0, 1) twice, > 0, >= 0: {given}")
    m = v = np.zeros(len(path[0]))
    learning_rate = float(learning_rate)
    for t in np.arange(1, 1 + float(steps)):
        g = np.asarray(gradient(path[-1].copy()), dtype=float)
        if g.shape != m.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        root = np.sqrt(v / (1 - beta2**t)) + epsilon
        w = path[-1] * (1 - learning_rate * weight_decay)
        path.append(w - learning_rate * m / (1 - beta1**t) / root)
    return np.array(path)


w = adamw(lambda w: 0 * w, [1.0, -200.0], 1000, 0.01, weight_decay=0.1)[-1]
print(f"no slope, 1000 steps: w = {w[0]:.5f}, {w[1]:.3f}")
