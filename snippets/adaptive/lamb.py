"""LAMB, to keep: each layer moves by the rate times its own length."""

import numpy as np


def lamb(
    gradient,
    start,
    steps,
    learning_rate,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-6,
    weight_decay=0.0,
    layers=(slice(None),),
):
    """Scale Adam's step, layer by layer, to rate times the layer's length.

    `gradient` maps w, shape (d,), to shape (d,); each layer is a slice of w.
    Returns the path, shape (steps + 1, d). Raises ValueError for other shapes,
    rates outside (0, inf), betas outside [0, 1), steps, epsilon, decay below 0.
    Source: You et al. 2020, without clipping the length; defaults of Optax.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or steps < 0 or not 0 < learning_rate < np.inf:
        raise ValueError(f"out of range: start, {steps=} or {learning_rate=}")
    if not (0 <= beta1 < 1 and 0 <= beta2 < 1 and epsilon >= 0 <= weight_decay):
        raise ValueError(f"{beta1=}, {beta2=}, {epsilon=}, {weight_decay=}")
    m = v = np.zeros(len(path[0]))
    for t in range(1, steps + 1):
        g = np.asarray(gradient(path[-1]), dtype=float)
        if g.shape != m.shape:
            raise ValueError(f"gradient {g.shape}, expected {m.shape}")
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        root = np.sqrt(v / (1 - beta2**t)) + epsilon
        update = m / (1 - beta1**t) / root + weight_decay * path[-1]
        for part in layers:
            own, its = [np.linalg.norm(a[part]) for a in (path[-1], update)]
            update[part] *= own / its if min(own, its) > 0 else 1.0
        path.append(path[-1] - learning_rate * update)
    return np.array(path)


layers = [slice(0, 2), slice(2, 3)]
print(lamb(np.sign, [30.0, 40.0, 3.0], 2, 0.01, layers=layers).round(4))
