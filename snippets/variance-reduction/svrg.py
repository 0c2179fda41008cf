"""SVRG, to keep: single cases that go on falling at a rate that stays."""

import numpy as np


def svrg(case_gradient, cases, start, rounds, learning_rate, rng):
    """Return the start and where each round of SVRG ends (Johnson, Zhang 2013).

    `case_gradient` maps w, shape (d,), and the number of a case to shape (d,).
    A round computes the mean gradient of all cases at its anchor, then takes as
    many steps, each from one case drawn by `rng`. The result has the shape
    (rounds + 1, d). Raises ValueError for a rate that is not positive and
    finite, counts that are none, a start that is not finite, other shapes.
    """
    w = np.array(start, dtype=float)
    if not 0 < learning_rate < np.inf:
        raise ValueError(f"want (0, inf): {learning_rate=}")
    if abs(rounds) // 1 != rounds or abs(cases) // 1 != cases or not cases:
        raise ValueError(f"must be whole numbers: {rounds=}, {cases=}")
    if w.ndim != 1 or not (w.size and np.isfinite(w).all()):
        raise ValueError(f"start must be finite, of shape (d,), not {start}")
    ends = [w]
    for _ in range(int(rounds)):
        anchor, old = w, [case_gradient(w, i) for i in range(int(cases))]
        if np.shape(old) != (cases, *w.shape):
            raise ValueError(f"case_gradient {np.shape(old)[1:]}, {w.shape}")
        mean = np.mean(old, axis=0)
        for i in rng.integers(cases, size=int(cases)):
            new = np.asarray(case_gradient(w, i), dtype=float)
            w = w - learning_rate * (new - case_gradient(anchor, i) + mean)
        ends.append(w)
    return np.array(ends)


rng = np.random.default_rng(1)
X = rng.normal(size=(100, 3))
y = X @ [1.0, -2.0, 3.0] + rng.normal(size=100)
best = np.linalg.lstsq(X, y)[0]
path = svrg(lambda w, i: (X[i] @ w - y[i]) * X[i], 100, [0] * 3, 6, 0.05, rng)
print("rounds  distance from the best w")
for k, w in enumerate(path):
    print(f"{k:6}  {np.linalg.norm(w - best):.1e}")
