"""A gradient check finds wrong slopes, even one that the loss does not show."""

import numpy as np


def gradient_check(loss, gradient, w, step=1e-5):
    """Return how far each slope is from a central difference, shape (d,).

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,). The
    difference is divided by the larger of the two slopes: about 0 is right, 1
    is a slope that is missing, 2 one with the wrong sign. `step` has the
    unit of w. Check away from a minimum, where slopes are no smaller than
    rounding. Raises ValueError for another shape or a step not positive.
    """
    w = np.asarray(w, dtype=float)
    slopes = np.asarray(gradient(w))
    if w.ndim != 1 or slopes.shape != w.shape or not 0 < step < np.inf:
        raise ValueError(f"w {w.shape}, gradient {slopes.shape}, {step=}")
    sides = step * np.eye(len(w))
    rises = np.array([loss(w + side) - loss(w - side) for side in sides])
    measured = rises / (2 * step)
    largest = np.maximum(np.abs(slopes), np.abs(measured))
    return np.abs(slopes - measured) / np.where(largest > 0, largest, 1)


rng = np.random.default_rng(1)
X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
y = X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)
gradients = {
    "right": lambda w: 2 / 50 * X.T @ (X @ w - y),
    "forgets the 2": lambda w: 1 / 50 * X.T @ (X @ w - y),
    "no intercept": lambda w: 2 / 50 * X.T @ (X @ w - y) * [1, 1, 1, 0],
    "wrong sign": lambda w: 2 / 50 * X.T @ (y - X @ w),
}
print(f"least possible loss {np.linalg.lstsq(X, y)[1][0] / 50:.3f}")
for name, gradient in gradients.items():
    off = gradient_check(lambda w: np.mean((X @ w - y) ** 2), gradient, [0] * 4)
    w = np.zeros(4)
    for _ in range(100):
        w = w - 0.2 * gradient(w)
    print(f"{name:<13}  check {off.round(3)}", end="  ")
    print(f"loss after 100 steps {np.mean((X @ w - y) ** 2):.4g}")
