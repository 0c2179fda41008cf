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
    """Scale Adam's step layer by layer to rate times length (You et al. 2020).

    `gradient` maps w, shape (d,), to (d,); `layers` are slices, each weight in
    one. Returns the path, shape (steps + 1, d), or raises ValueError.
    """
    w, layers = np.array(start, dtype=float), list(layers)
    held = sorted(i for part in layers for i in range(w.size)[part])
    if w.ndim != 1 or not np.isfinite(w).all() or held != [*range(w.size)]:
        raise ValueError(f"need a start of shape (d,) in {layers=}, not {w}")
    if abs(steps) // 1 != steps or not 0 < learning_rate < np.inf:
        raise ValueError(f"want a count, (0, inf): {steps=}, {learning_rate=}")
    if not (0 <= beta1 < 1 > beta2 >= 0 < epsilon < np.inf > weight_decay >= 0):
        raise ValueError(f"{beta1=}, {beta2=}, {epsilon=}, {weight_decay=}")
    path, m, v = [w], 0 * w, 0 * w
    for t in np.arange(1, 1 + float(steps)):
        g = np.asarray(gradient(path[-1].copy()), dtype=float)
        if g.shape != w.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
        r = m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
        r += weight_decay * path[-1]
        for part in layers:
            own, its = [np.linalg.norm(a[part]) for a in (path[-1], r)]
            r[part] *= own / its if min(own, its) > 0 else 1.0
        path.append(path[-1] - learning_rate * r)
    return np.array(path)


print(lamb(np.sign, [30, 40, 3], 2, 0.01, layers=[slice(2), slice(2, 3)]))
