"""How well a Newton step should be solved for, counted in passes."""

import numpy as np

d, cases, words = 200_000, 4_000, 10
rng = np.random.default_rng(1)
column = (d * rng.random((cases, words)) ** 3).astype(int)
y = rng.normal(size=d)[column].sum(axis=1) > 0


def times(r, v):
    r = np.repeat(r * v[column].sum(axis=1), words)
    return np.bincount(column.ravel(), r, minlength=d) + v


def slopes(w):
    p = 1 / (1 + np.exp(-w[column].sum(axis=1)))
    r = np.bincount(column.ravel(), np.repeat(p - y, words), minlength=d)
    return r + w, p * (1 - p)


def passes_needed(how_well):
    w, passes, steps = np.zeros(d), 0, 0
    while True:
        g, bend = slopes(w)
        passes, length = passes + 1, np.sqrt(g @ g)
        if length < 1e-6:
            return passes, steps
        step, r, direction = 0 * w, -g, -g
        while np.sqrt(r @ r) > how_well(length) * length:
            product = times(bend, direction)
            rate, square = (r @ r) / (direction @ product), r @ r
            step, r = step + rate * direction, r - rate * product
            direction = r + (r @ r) / square * direction
            passes += 1
        w, steps = w + step, steps + 1


rules = {"always 1e-2": lambda length: 1e-2, "always 1e-8": lambda length: 1e-8}
rules["better and better"] = lambda length: 0.1 * min(1, length)
for name, rule in rules.items():
    passes, steps = passes_needed(rule)
    print(f"{name:<17} {steps} steps, {passes:3} passes")
