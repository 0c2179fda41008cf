"""Three steps that need no rate, from zero and from a start chosen badly."""

import numpy as np

rng = np.random.default_rng(1)
X = np.column_stack([rng.uniform(0, 10, 100), np.ones(100)])
y = 3 * X[:, 0] + 7 + rng.normal(0, 2, 100)
hessian, best = 2 / 100 * X.T @ X, np.linalg.lstsq(X, y)[0]
least = np.mean((X @ best - y) ** 2)
curvatures, axes = np.linalg.eigh(hessian)
away = axes @ (1 / curvatures)  # as steep along the valley as across it
away = away * np.linalg.norm(best) / np.linalg.norm(away)


def lowest(w, g, before):
    return g @ g / (g @ hessian @ g)


def polyak(w, g, before):
    return 2 * (np.mean((X @ w - y) ** 2) - least) / (g @ g)


def barzilai_borwein(w, g, before):
    moved, change = (g, 100 * g) if before is None else before
    return moved @ moved / (moved @ change)


def steps_from(w, rule):
    before, path = None, [w]
    while np.linalg.norm(path[-1] - best) >= 0.001:
        g = hessian @ (path[-1] - best)
        move = -rule(path[-1], g, before) * g
        before = move, hessian @ move
        path.append(path[-1] + move)
    return len(path) - 1


names = "best fixed rate", "exact line search", "twice Polyak's step"
rules = [lambda *_: 2 / curvatures.sum(), lowest, polyak]
rules = dict(zip(names, rules, strict=True))
for name, rule in (rules | {"Barzilai–Borwein": barzilai_borwein}).items():
    zero, far = steps_from(np.zeros(2), rule), steps_from(best + away, rule)
    lost = ": its lead is gone" if zero < 600 < far else ""
    print(f"{name:<20}{zero:4} from zero,{far:4} from the bad start{lost}")
