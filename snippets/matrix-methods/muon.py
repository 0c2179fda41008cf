"""Muon, to keep: every direction of a layer at about the same pace."""

import numpy as np


def newton_schulz(G, steps=5):
    X = G / max(np.linalg.norm(G), 1e-7)
    for _ in range(steps):
        A = X @ X.T
        X = 3.4445 * X + (-4.7750 * A + 2.0315 * A @ A) @ X
    return X


def muon(gradient, W, steps, learning_rate, momentum=0.95):
    """Step along Nesterov's momentum, its singular values brought to about 1.

    `gradient` maps a layer, shape (m, n), to shape (m, n); `W` is the start,
    of shape (m, n). Returns the path, shape (steps + 1, m, n). Raises
    ValueError for a rate or momentum out of range, steps that are no count, a
    start or gradient not finite or of another shape. Source: Jordan et al. 2024
    and PyTorch, without decay of the weights and factors for the shape.
    """
    path = [np.array(W, dtype=float)]
    if path[0].ndim != 2 or not path[0].size or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (m, n): {W=}")
    if not (abs(steps) // 1 == steps and 0 < learning_rate < np.inf):
        raise ValueError(f"want a count, (0, inf): {steps=}, {learning_rate=}")
    if not 0 <= momentum < 1:
        raise ValueError(f"want [0, 1): {momentum=}")
    velocity = np.zeros(path[0].shape)
    for _ in range(int(steps)):
        g = np.array(gradient(path[-1].copy()), dtype=float)
        if g.shape != velocity.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        velocity = momentum * velocity + g
        step = newton_schulz(g + momentum * velocity)
        path.append(path[-1] - learning_rate * step)
    return np.array(path)


target = np.diag([1.0, 0.1, 0.01])  # loss: half the squared distance to it
path = muon(lambda W: W - target, np.zeros((3, 3)), 60, 0.01)
print("the diagonal of W")
for k in [0, 1, 2, 10, 60]:
    print(f"step {k:2}  ", *(f"{path[k, i, i]:.3f}" for i in range(3)))
