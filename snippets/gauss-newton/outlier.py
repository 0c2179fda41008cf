"""The decay again, with one measurement that is wrong by 10."""

import numpy as np

rng = np.random.default_rng(1)
t = np.linspace(0, 4, 30)
y = 5 * np.exp(-0.8 * t) + rng.normal(0, 0.1, 30)
y[20] += 10


def run(newton, w, steps):
    path = [w]
    for _ in range(steps):
        w = path[-1]
        fades = np.exp(-w[1] * t)
        J, r = np.column_stack([fades, -w[0] * t * fades]), w[0] * fades - y
        mixed, last = -(t * fades) @ r, w[0] * (t**2 * fades) @ r
        dropped = np.array([[0, mixed], [mixed, last]])
        matrix = J.T @ J + dropped if newton else J.T @ J
        path.append(w - np.linalg.solve(matrix, J.T @ r))
    return np.array(path)


start = np.array([4.5, 0.45])
best = run(True, start, 40)[-1]
print(f"best: amount {best[0]:.3f}, rate {best[1]:.3f}")
print("after steps        1        2        3        4")
for newton, name in [(True, "Newton"), (False, "Gauss–Newton")]:
    away = np.linalg.norm(run(newton, start, 4) - best, axis=1)
    print(f"{name:<13}", *(f"{away[k]:8.1e}" for k in (1, 2, 3, 4)))
