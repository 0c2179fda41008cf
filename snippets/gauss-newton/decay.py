"""Fitting a decay by three methods, from one start."""

import numpy as np
import plotly.graph_objects as go

rng = np.random.default_rng(1)
t = np.linspace(0, 4, 30)
y = 5 * np.exp(-0.8 * t) + rng.normal(0, 0.1, 30)  # amount 5, rate of decay 0.8


def parts(w):  # residuals, their slopes by amount and rate, and bends
    fades = np.exp(-w[1] * t)
    J = np.column_stack([fades, -w[0] * t * fades])
    zero, mixed = 0 * t, -t * fades
    bends = np.array([[zero, mixed], [mixed, w[0] * t**2 * fades]])
    return w[0] * fades - y, J, bends


def run(method, w, steps):
    path = [w]
    for _ in range(steps):
        r, J, bends = parts(path[-1])
        g, matrix = J.T @ r, J.T @ J  # of half the sum of squares
        matrix = matrix + bends @ r if method == "Newton" else matrix
        matrix = np.eye(2) / 0.02 if method == "descent" else matrix
        path.append(path[-1] - np.linalg.solve(matrix, g))
    return np.array(path)


start = np.array([3.0, 0.4])
best = run("Gauss–Newton", start, 50)[-1]
print(f"best: amount {best[0]:.3f}, rate {best[1]:.3f}")
fig = go.Figure()
dashes = {"descent": "dot", "Newton": "dash", "Gauss–Newton": "solid"}
for name, dash in dashes.items():
    away = np.linalg.norm(run(name, start, 5) - best, axis=1)
    print(f"{name:<13}", *(f"{length:8.1e}" for length in away[:5]))
    fig.add_scatter(y=away[:5], name=name, line_dash=dash)
fig.update_xaxes(title="step", dtick=1)
fig.update_yaxes(title="distance from the best fit", type="log", dtick=2)
fig.update_yaxes(exponentformat="power")
fig.show()
