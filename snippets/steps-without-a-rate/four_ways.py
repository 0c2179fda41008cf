"""Three steps that need no rate, from zero and from a start chosen badly."""

import numpy as np

rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
hessian, best = 2 / 100 * X.T @ X, np.linalg.lstsq(X, y)[0]
least, (curvatures, axes) = np.mean((X @ best - y) ** 2), np.linalg.eigh(hessian)
away = axes @ (1 / curvatures)  # as steep along the valley as across it
bad = best + away * np.linalg.norm(best) / np.linalg.norm(away)


def fixed(w, g, before):
    return 2 / curvatures.sum()  # the best rate that never changes


def lowest(w, g, before):
    return g @ g / (g @ hessian @ g)  # to the lowest point of the line


def polyak(w, g, before):
    return 2 * (np.mean((X @ w - y) ** 2) - least) / (g @ g)


def barzilai_borwein(w, g, before):
    moved, change = (g, 100 * g) if before is None else before
    return moved @ moved / (moved @ change)


def steps_from(w, rule):
    before, steps = None, 0
    while np.linalg.norm(w - best) >= 0.001:
        g = hessian @ (w - best)
        move = -rule(w, g, before) * g
        before, w, steps = (move, hessian @ move), w + move, steps + 1
    return steps


names = "best fixed rate", "exact line search", "twice Polyak's step"
rules = fixed, lowest, polyak, barzilai_borwein
for name, rule in zip([*names, "Barzilai–Borwein"], rules, strict=True):
    zero, far = steps_from(np.zeros(2), rule), steps_from(bad, rule)
    lost = ": its lead is gone" if zero < 600 < far else ""
    print(f"{name:<20}{zero:4} from zero,{far:4} from the bad start{lost}")
