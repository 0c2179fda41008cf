"""AdaGrad with a whole matrix of divisors, to keep."""

import numpy as np


def full_adagrad(gradient, start, steps, learning_rate, epsilon=1e-8):
    """Divide the gradient by the root of the sum of all products g gᵀ.

    `gradient` maps w, shape (d,), to shape (d,); `start` has shape (d,).
    Returns the path, shape (steps + 1, d). Keeps d² numbers and takes of the
    order of d³ operations a step. Raises ValueError for a rate or epsilon that
    is not positive and finite, steps that are no count, a start or gradient
    not finite or of another shape. Source: Duchi, Hazan and Singer 2011.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not path[0].size or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"no count: {steps=}")
    if not 0 < learning_rate < np.inf > epsilon > 0:
        raise ValueError(f"want (0, inf): {learning_rate=}, {epsilon=}")
    total = np.zeros(path[0].shape * 2)
    for _ in range(int(steps)):
        g = np.array(gradient(path[-1].copy()), dtype=float)
        if g.shape != path[0].shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        total = total + np.outer(g, g)
        values, vectors = np.linalg.eigh(total)
        root = np.sqrt(np.maximum(values, 0)) + epsilon  # of eigenvalues
        path.append(path[-1] - learning_rate * vectors @ (vectors.T @ g / root))
    return np.array(path)


curvature = np.array([1.0, 10.0, 100.0])
turn = np.linalg.qr(np.random.default_rng(1).normal(size=(3, 3)))[0]
hessian = turn @ np.diag(curvature) @ turn.T
straight = full_adagrad(lambda w: curvature * w, [2.0, 1.0, 1.0], 40, 0.5)
turned = full_adagrad(lambda w: hessian @ w, turn @ [2.0, 1.0, 1.0], 40, 0.5)
print("step   loss, straight   loss, turned")
for k in [0, 5, 10, 20, 40]:
    losses = (
        straight[k] ** 2 @ curvature / 2,
        turned[k] @ hessian @ turned[k] / 2,
    )
    print(f"{k:4}   {losses[0]:14.5f}   {losses[1]:12.5f}")
