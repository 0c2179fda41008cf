"""Newton-CG, to keep: Newton's method by products with the Hessian."""

import numpy as np


def conjugate_gradients(times, g):  # for H·step = −g, nearly
    step, r, direction = 0 * g, -g, -g
    for _ in range(10 * g.size):
        if r @ r <= min(0.01, g @ g) * (g @ g):
            break
        h = np.array(times(direction), dtype=float)
        if h.shape != g.shape or not np.isfinite(h).all():
            raise ValueError(f"product {h}")
        if direction @ h <= 0:  # no minimum this way
            return step if step.any() else -g
        rate = (r @ r) / (direction @ h)
        step, after = step + rate * direction, r - rate * h
        direction, r = after + (after @ after) / (r @ r) * direction, after
    return step


def newton_cg(loss, gradient, product, start, steps):
    """Take Newton steps, each halved until the loss falls.

    `loss` maps w, shape (d,), to a number, `gradient` to shape (d,);
    `product(w, v)` is the Hessian at w times v. Returns the path, shape
    (steps + 1, d). Raises ValueError for steps that are no count, or what is
    not finite or of another shape. Source: Nocedal and Wright 2006.
    """
    path = [np.array(start, dtype=float)]
    if path[0].ndim != 1 or not path[0].size or abs(steps) // 1 != steps:
        raise ValueError(f"want shape (d,), a count: {start=}, {steps=}")
    here = loss(path[0])
    for _ in range(int(steps)):
        w, g = path[-1], np.array(gradient(path[-1].copy()), dtype=float)
        if g.shape != w.shape or not np.isfinite([here, *g, *w]).all():
            raise ValueError(f"loss {here} or gradient {g}, at start or {w}")
        step = conjugate_gradients(lambda v, w=w: product(w.copy(), v), g)
        rate, there = 1.0, loss(w + step)
        while not there <= here + 1e-4 * rate * (g @ step) and rate > 1e-9:
            rate, there = rate / 2, loss(w + rate / 2 * step)
        path.append(w + rate * step if rate > 1e-9 else w)
        here = there if rate > 1e-9 else here
    return np.array(path)
