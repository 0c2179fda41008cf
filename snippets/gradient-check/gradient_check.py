"""A gradient check finds wrong slopes, even one that the loss does not show."""

import numpy as np


def gradient_check(loss, gradient, w, step=1e-5):
    """Return how far each slope is from a central difference, shape (d,).

    `loss` maps w, shape (d,), to a number, `gradient` to (d,). Differences,
    less what rounding can be (1e-15 |loss| / step, which may hide a slope),
    are divided by the larger slope: 0 is right, 1 a missing slope, 2 the wrong
    sign. `step` has w's unit. Raises ValueError for w not a finite vector, step
    not positive or lost beside w, loss or gradient not finite or misshapen.
    """
    w = np.array(w, dtype=float)
    sound = w.ndim == 1 and np.ndim(step) == 0 and np.isfinite(step)
    if not sound or not np.all(w - step < w + step):
        raise ValueError(f"not a finite vector and a step: {w=}, {step=}")
    pairs = [[loss(w + s), loss(w - s)] for s in step * np.eye(len(w))]
    losses, slopes = np.array(pairs, float), np.array(gradient(w.copy()), float)
    sound = losses.shape == (len(w), 2) and slopes.shape == w.shape
    if not sound or not np.all(np.isfinite([*losses.T, slopes])):
        raise ValueError(f"the loss or the gradient is no fit for {w=}")
    measured = (losses[:, 0] - losses[:, 1]) / ((w + step) - (w - step))
    off = abs(slopes - measured) - 1e-15 * np.max(abs(losses), axis=1) / step
    largest = np.maximum(abs(slopes), abs(measured))
    return np.maximum(off, 0) / np.where(largest > 0, largest, 1)


rng = np.random.default_rng(1)
X = np.column_stack([rng.normal(0, 1, (50, 3)), np.ones(50)])
y = X @ [2, -1, 0.5, 5] + rng.normal(0, 0.1, 50)
gradients = {
    "right": lambda w: 2 / 50 * X.T @ (X @ w - y),
    "forgets the 2": lambda w: 1 / 50 * X.T @ (X @ w - y),
    "no intercept": lambda w: 2 / 50 * X.T @ (X @ w - y) * [1, 1, 1, 0],
    "wrong sign": lambda w: 2 / 50 * X.T @ (y - X @ w),
}
print("gradient       how far off        loss after 100 steps")
for name, gradient in gradients.items():
    w, place = np.zeros(4), rng.normal(0, 1, 4)
    off = gradient_check(lambda w: np.mean((X @ w - y) ** 2), gradient, place)
    for _ in range(100):
        w = w - 0.2 * gradient(w)
    print(f"{name:<13}  {off.round(3)!s:<17}  {np.mean((X @ w - y) ** 2):.4g}")
