import numpy as np


def backtracking_step(loss, gradient, w, rate=1.0, shrink=0.5, fraction=0.5):
    """Take one descent step whose rate is halved until the loss falls enough (Armijo 1966).

    `loss` maps w, shape (d,), to a number, `gradient` to an array of shape (d,). Returns the new w and the
    rate that was used. Raises ValueError where `shrink` or `fraction` is not between 0 and 1, or no rate works.
    """
    if not (0 < shrink < 1 and 0 < fraction < 1):
        raise ValueError(f"shrink and fraction lie between 0 and 1, not {shrink} and {fraction}")
    slope, here = gradient(w), loss(w)
    while np.any(w - rate * slope != w):
        after = w - rate * slope
        if loss(after) <= here - fraction * rate * slope @ slope:
            return after, rate
        rate = rate * shrink
    raise ValueError("no rate lowers the loss: w is at a minimum, or the gradient is wrong")


rng = np.random.default_rng(1)
x = rng.uniform(0, 10, 100)
y = 3 * x + 7 + rng.normal(0, 2, 100)
X = np.column_stack([x, np.ones(100)])
w, used = np.zeros(2), []
for _ in range(100):
    w, rate = backtracking_step(lambda w: np.mean((X @ w - y) ** 2), lambda w: 2 / 100 * X.T @ (X @ w - y), w)
    used.append(rate)
print(f"rates used: smallest {min(used):.5f}, largest {max(used):.5f}")
print(f"loss evaluations a step: {2 + np.mean(np.log2(1 / np.array(used))):.1f}")
print(f"loss after 100 steps: {np.mean((X @ w - y) ** 2):.6f}")
print(f"least possible loss:  {np.mean((X @ np.linalg.lstsq(X, y)[0] - y) ** 2):.6f}")
