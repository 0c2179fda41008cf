"""A staircase, slope zero almost everywhere: four ways, 400 looks at most."""

import numpy as np

rng = np.random.default_rng(1)


def loss(x, y):
    return np.floor(4 * abs(x - 3.1) + 4 * abs(y + 2.1))


print(f"the slope: 0 at every step, from {loss(0, 0):.0f} to {loss(0, 0):.0f}")
w, h = np.zeros(2), 0.001
for _ in range(133):  # three looks a step
    here = loss(*w)
    slopes = [loss(w[0] + h, w[1]) - here, loss(w[0], w[1] + h) - here]
    w = w - 0.1 * np.array(slopes) / h
print(f"differences: from {loss(0, 0):.0f} to {loss(*w):.0f}")
axis = np.linspace(-5, 5, 20)
looks = [loss(x, y) for x in axis for y in axis]
print(f"a grid: 20 × 20 points, the best {min(looks):.0f}")
w, here = np.zeros(2), loss(0, 0)
for _ in range(399):
    child = w + rng.normal(0, 0.5, 2)
    there = loss(*child)
    if there <= here:
        w, here = child, there
print(f"change and keep: from {loss(0, 0):.0f} to {here:.0f}", end="")
print(", the lowest" if here < min(looks) else "")
