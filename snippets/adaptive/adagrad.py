"""AdaGrad, to keep: a steep and a flat direction at the same pace."""

import numpy as np


def adagrad(gradient, start, steps, learning_rate, epsilon=1e-10):
    """Divide each slope by the root of the sum of its squares so far.

    `gradient` maps w, shape (d,), to shape (d,); `start` has shape (d,).
    Returns the path, shape (steps + 1, d), its first row the start. Raises
    ValueError for a rate or epsilon that is not positive and finite, steps
    that are no count, a start or gradient not finite or of another shape.
    Source: Duchi, Hazan and Singer 2011; defaults of PyTorch.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not np.isfinite(path[0]).all():
        raise ValueError(f"not finite, of shape (d,): {start=}")
    if abs(steps) // 1 != steps:
        raise ValueError(f"no count: {steps=}")
    if not 0 < learning_rate < np.inf > epsilon > 0:
        raise ValueError(f"want (0, inf): {learning_rate=}, {epsilon=}")
    total = np.zeros(len(path[0]))
    for _ in range(int(steps)):
        g = np.asarray(gradient(path[-1].copy()), dtype=float)
        if g.shape != total.shape or not np.isfinite(g * g).all():
            raise ValueError(f"gradient {g}, at {path[-1]}")
        total = total + g**2
        path.append(path[-1] - learning_rate * g / (np.sqrt(total) + epsilon))
    return np.array(path)


curvature = np.array([1.0, 10_000.0])
path = adagrad(lambda w: curvature * w, [1.0, 1.0], 100, learning_rate=0.5)
print("step    w_1     w_2   length of the step")
for k in [1, 2, 3, 10, 100]:
    length = abs(path[k, 0] - path[k - 1, 0])
    print(f"{k:4}  {path[k, 0]:.4f}  {path[k, 1]:.4f}  {length:.4f}")
